import DurableFiles
import Glibc
import Primitives

/// A small file that only its owner can read, written once.
enum SecretFile {
    /// Throws `key.absent`; `key.exposed` when group or others have any right on the file, or it belongs neither to this
    /// user nor to root; `key.unreadable`.
    static func read(_ path: String) throws -> [UInt8] {
        let bytes = try DurableFile(path, failing: .keyUnreadable).read(limit: PrivateKey.fileSizeLimit) { status in
            guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() || status.st_uid == 0 else {
                throw Failure(.keyExposed, ["path": path, "mode": String(status.st_mode & 0o7777, radix: 8)])
            }
        }
        guard let bytes else { throw Failure(.keyAbsent, ["path": path]) }
        return bytes
    }

    /// Writes a new file; it is on the disk when this returns. Throws `key.exists`, `key.unwritable`.
    static func create(_ path: String, _ bytes: [UInt8]) throws {
        guard try DurableFile(path, failing: .keyUnwritable).create(with: bytes) else {
            throw Failure(.keyExists, ["path": path])
        }
    }
}
