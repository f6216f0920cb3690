import DurableFiles
import Glibc
import Primitives

extension PrivateKey {
    /// Largest key file that is read; an Ed25519 key in PEM has 119 bytes.
    package static let fileSizeLimit = 4096

    /// Reads a key that only its owner can read.
    ///
    /// - Throws: `key.absent`; `key.exposed` when group or others have any right on the file, or it belongs neither to
    ///   this user nor to root; `key.unreadable`; `key.malformed`.
    package static func load(path: String) throws -> PrivateKey {
        let bytes = try DurableFile(path, failing: .keyUnreadable).read(limit: fileSizeLimit) { status in
            guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() || status.st_uid == 0 else {
                throw Failure(.keyExposed, ["path": path, "mode": String(status.st_mode & 0o7777, radix: 8)])
            }
        }
        guard let bytes else { throw Failure(.keyAbsent, ["path": path]) }
        do {
            return try PrivateKey(pem: String(decoding: bytes, as: UTF8.self))
        } catch let failure as Failure {
            throw Failure(failure.code, ["path": path], cause: failure.cause)
        }
    }

    /// Writes the key into a new file that only its owner can read; it is on the disk when this returns.
    ///
    /// - Throws: `key.exists` when anything has this name: a key is never overwritten; `key.unwritable`.
    package func save(path: String) throws {
        guard try DurableFile(path, failing: .keyUnwritable).create(with: Array(pem.utf8)) else {
            throw Failure(.keyExists, ["path": path])
        }
    }
}
