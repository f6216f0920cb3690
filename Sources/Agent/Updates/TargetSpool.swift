package import Cryptography
import Foundation
import Glibc
import Primitives

/// Where fetched targets lie until they are installed: `DIR/<sha256>`, and `DIR/<sha256>.part` for what is on its way. Who installs one
/// verifies it again: the directory is the agent's own, not root's.
///
/// All calls block.
package struct TargetSpool: Sendable {
    package let directory: String

    /// Made where it is not there. Throws `update.spool`.
    package init(_ directory: String) throws {
        self.directory = directory
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.updateSpool, ["path": directory, "reason": "\(error)"])
        }
    }

    package func file(_ digest: Digest) -> String { "\(directory)/\(digest)" }
    func part(_ digest: Digest) -> String { "\(directory)/\(digest).part" }

    /// Whether it is here, whole. Its content was right when it came.
    package func has(_ digest: Digest, length: Int64) -> Bool {
        var status = stat()
        return lstat(file(digest), &status) == 0 && status.st_mode & S_IFMT == S_IFREG && Int64(status.st_size) == length
    }

    /// Removes what is none of these, parts too: a version that was withdrawn or is installed needs no room.
    package func keepOnly(_ digests: Set<Digest>) throws {
        let known = Set(digests.flatMap { [file($0), part($0)] })
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
            let path = "\(directory)/\(name)"
            if !known.contains(path) { unlink(path) }
        }
    }

    /// Throws `update.no-space`.
    func requireRoom(for bytes: Int64, reserve: Int64) throws {
        var status = statvfs()
        guard statvfs(directory, &status) == 0 else { throw Self.failure(directory) }
        let (free, overflow) = Int64(clamping: status.f_bavail).multipliedReportingOverflow(by: Int64(clamping: status.f_frsize))
        guard overflow || free - bytes >= reserve else {
            throw Failure(.updateNoSpace, ["needed": String(bytes), "free": String(free)])
        }
    }

    static func failure(_ path: String) -> Failure {
        let number = errno
        let code: Failure.Code = number == ENOSPC || number == EDQUOT ? .updateNoSpace : .updateSpool
        return Failure(code, ["path": path, "reason": String(cString: strerror(number))])
    }
}
