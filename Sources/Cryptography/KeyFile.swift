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
        let bytes: [UInt8]
        do {
            bytes = try SmallFile.read(path, limit: fileSizeLimit) { status in
                guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() || status.st_uid == 0 else {
                    throw Failure(.keyExposed, ["path": path, "mode": String(status.st_mode & 0o7777, radix: 8)])
                }
            }
        } catch let failure as Failure where failure.parameters["errno"] == String(ENOENT) {
            throw Failure(.keyAbsent, ["path": path], cause: failure)
        }
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
        try SmallFile.create(path, Array(pem.utf8), mode: 0o600)
    }
}
