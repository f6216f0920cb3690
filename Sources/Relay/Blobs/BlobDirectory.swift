import Cryptography
import Foundation
import Glibc
import Primitives
import RelayStorage

/// The files of content: `blobs/<id>`, and `blobs/<upload>.part` for what is on its way. All calls block.
struct BlobDirectory: Sendable {
    let path: String

    /// The directory, made where it is not there.
    ///
    /// - Parameter name: below the relay's own directory.
    init(in home: RelayHome, named name: String = "blobs") throws {
        path = home.path + "/" + name
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.relayDirectory, ["path": path], cause: error)
        }
    }

    func file(of blob: Digest) -> String { "\(path)/\(blob)" }

    /// Named by digest: whoever sends it has no say in the name.
    func part(of key: BlobKey) -> String {
        "\(path)/\(Digest.of(key.manifest.bytes + Array(key.technician.description.utf8))).part"
    }

    /// Throws `blob.full` where so many further bytes would not leave the reserve.
    func requireRoom(for bytes: Int64, reserve: Int64) throws {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw BlobFailure.current("statvfs") }
        let (free, overflow) = Int64(clamping: status.f_bavail).multipliedReportingOverflow(by: Int64(clamping: status.f_frsize))
        guard overflow || free - bytes >= reserve else {
            throw Failure(.blobFull, ["free": String(free), "reserve": String(reserve)])
        }
    }

    func remove(_ file: String) {
        unlink(file)
    }

    /// Durable when it returns.
    func rename(_ file: String, to name: String) throws {
        guard Glibc.rename(file, name) == 0 else { throw BlobFailure.current("rename") }
        try synchronise()
    }

    /// Removes files that no row names: what a crash left between a row and its file.
    func removeOrphans(blobs: [Digest], uploads: [BlobKey]) throws {
        let known = Set(blobs.map { file(of: $0) } + uploads.map { part(of: $0) })
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            let file = "\(path)/\(name)"
            if !known.contains(file), !name.hasPrefix(".") { remove(file) }
        }
    }

    private func synchronise() throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BlobFailure.current("open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw BlobFailure.current("fsync") }
    }
}

/// Errors of the disk under the blobs. Paths of the relay are for its own log.
enum BlobFailure {
    static func current(_ call: String) -> Failure {
        let number = errno
        let parameters = ["call": call, "reason": String(cString: strerror(number))]
        return Failure(number == ENOSPC || number == EDQUOT || number == EFBIG ? .blobFull : .blobBroken, parameters)
    }
}
