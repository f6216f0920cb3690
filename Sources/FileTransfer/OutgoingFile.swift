import Cryptography
import Glibc
package import Primitives

/// A file that is read to be sent: regular, and the same from the first byte to the last (H52, H54).
///
/// Reading blocks; call it on a thread pool.
package final class OutgoingFile: Sendable {
    package let path: String
    /// Bytes, when it was opened.
    package let size: Int64
    /// Permissions without setuid, setgid and sticky.
    package var mode: UInt32 { status.mode & 0o777 }
    /// Nanoseconds since 1970, when it was opened.
    package var modified: Int64 { status.modified }

    private let descriptor: Descriptor
    let status: FileStatus

    /// Opens a file for reading.
    ///
    /// - Parameter allowingHardLinks: whether the file may have further names. Beneath an allowed root it may not: the other
    ///   name could be outside, put there by someone who may not read the file. A person's own files may.
    ///
    /// Throws file.absent, file.denied, file.wrong-kind, path.outside.
    package init(at place: ConfinedPlace, allowingHardLinks: Bool = false) throws(Failure) {
        path = place.path
        // Asked before opening too: to open a device can be an act of its own.
        guard let before = try place.directory.status(of: place.name) else {
            throw Failure(.fileAbsent, ["path": path])
        }
        try Self.check(before, path, allowingHardLinks)
        descriptor = try place.directory.openForReading(place.name)
        status = try FileStatus(of: descriptor, path)
        try Self.check(status, path, allowingHardLinks)
        try KernelFileSystem.refuse(descriptor, path)
        size = status.size
    }

    /// Opens a file that a walk found, when it still is the same.
    ///
    /// Throws file.changed, file.absent, file.denied, path.outside.
    init(_ item: TreeItem, beneath root: ConfinedDirectory, _ rules: TreeRules) throws(Failure) {
        path = root.place(item.path)
        let names = item.path.split(separator: "/").map(String.init)
        descriptor =
            item.isFollowed
            ? try root.open(following: names, O_RDONLY, anywhere: rules.followsAnywhere) : try root.open(names, O_RDONLY)
        status = try FileStatus(of: descriptor, path)
        guard status.isUnchanged(since: item.status) else { throw Failure(.fileChanged, ["path": path]) }
        size = status.size
    }

    private static func check(_ status: FileStatus, _ path: String, _ allowingHardLinks: Bool) throws(Failure) {
        guard status.kind == .regular else {
            throw Failure(.fileWrongKind, ["path": path, "reason": status.kind.rawValue])
        }
        guard status.links == 1 || allowingHardLinks else {
            throw Failure(.fileWrongKind, ["path": path, "reason": "hard link"])
        }
    }

    /// Fills the buffer with the file's bytes from `offset`; fewer only at the end of the file. Returns how many.
    ///
    /// Throws file.changed when the file is not what it was, file.broken.
    package func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        guard offset >= 0, offset <= size else { return 0 }
        let wanted = Int(min(Int64(buffer.count), size - offset))
        let count = try descriptor.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), path)
        guard count == wanted else { throw Failure(.fileChanged, ["path": path]) }
        try checkUnchanged()
        return count
    }

    /// Whether the bytes lie in a hole, as far as the file system says: then they are zeros, and need not be read.
    package func isHole(_ range: Range<Int64>) -> Bool {
        descriptor.nextData(from: range.lowerBound, size: size) >= range.upperBound
    }

    /// Throws file.changed when size, times or identity differ from those at opening.
    package func checkUnchanged() throws(Failure) {
        guard try FileStatus(of: descriptor, path).isUnchanged(since: status) else {
            throw Failure(.fileChanged, ["path": path])
        }
    }
}
