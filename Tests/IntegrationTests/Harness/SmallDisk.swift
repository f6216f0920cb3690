import Foundation
import Glibc
import Testing

/// A real file system of a few MiB, in memory, that fills up. Only root may mount one.
final class SmallDisk: Sendable {
    let path: String

    static let mayMount = geteuid() == 0
    static let why: Comment = "only root may mount a file system that is small enough to fill"

    struct NotMounted: Error {
        let number: Int32
    }

    /// Mounts it over an empty directory, which is made where it is missing.
    init(_ path: String, mebibytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(mebibytes)m,mode=0700") == 0 else { throw NotMounted(number: errno) }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
    }

    /// Bytes that are free.
    var free: Int {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return 0 }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }

    /// Somebody else takes the room, but for so many bytes.
    func fill(leaving bytes: Int) throws {
        let file = try FileHandle(forWritingTo: created("somebody-else"))
        let piece = Data(count: 1 << 20)
        while case let rest = free - bytes, rest > 0 {
            do {
                try file.write(contentsOf: piece.prefix(min(rest, piece.count)))
            } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
                // Whoever writes here, too, was faster: there is no room, and they meet that.
                break
            }
        }
        try file.close()
    }

    /// And gives it back.
    func clear() throws {
        try FileManager.default.removeItem(atPath: path + "/somebody-else")
    }

    private func created(_ name: String) throws -> URL {
        let url = URL(fileURLWithPath: path + "/" + name)
        try Data().write(to: url)
        return url
    }
}
