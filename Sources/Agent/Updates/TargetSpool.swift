package import Cryptography
import Foundation
import Glibc
import Primitives
import Synchronization
import Updates

/// Where fetched targets lie until they are installed: `DIR/<sha256>`, and `DIR/<sha256>.part` for what is on its way. Who installs one
/// verifies it again: the directory is the agent's own, not root's.
///
/// All products share it, and some at the same moment: `DIR/<sha256>.for.PRODUCT`, an empty file, says whose a target is. It is there
/// before the target is and goes before it.
///
/// All calls block.
package struct TargetSpool: Sendable {
    private static let claimMark = ".for."
    /// Held while claims are made, or looked at to remove what nobody claims.
    private static let claims = Mutex<Void>(())

    package let directory: String
    package let product: String

    /// Made where it is not there. Throws `update.spool`.
    ///
    /// - Parameter product: its name, as targets' paths begin with it.
    package init(_ directory: String, of product: String) throws {
        guard ReleasePath.isWord(product) else {
            throw Failure(.updateSpool, ["path": directory, "reason": "the product's name"])
        }
        self.directory = directory
        self.product = product
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

    /// From here on it stays until this product gives it up. Throws `update.spool`, `update.no-space`.
    package func claim(_ digest: Digest) throws {
        let path = "\(directory)/\(digest)\(Self.claimMark)\(product)"
        try Self.claims.withLock { _ in
            let descriptor = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw Self.failure(path) }
            close(descriptor)
        }
    }

    /// Gives up what is none of these: a version that was withdrawn or is installed needs no room. What no product claims any more is
    /// removed, parts too; what another product fetched or is fetching stays.
    package func keepOnly(_ digests: Set<Digest>) throws {
        let kept = Set(digests.map(\.description))
        try Self.claims.withLock { _ in
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            var claimed: Set<Substring> = []
            for name in names {
                guard let mark = name.range(of: Self.claimMark) else { continue }
                let digest = name[..<mark.lowerBound]
                if name[mark.upperBound...] != product || kept.contains(String(digest)) {
                    claimed.insert(digest)
                } else {
                    unlink("\(directory)/\(name)")
                }
            }
            for name in names where !name.contains(Self.claimMark) && !claimed.contains(name.prefix { $0 != "." }) {
                unlink("\(directory)/\(name)")
            }
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
