import Cryptography
import Glibc
import Primitives

/// A tree as it was found, and the contents of its files one after another: copied to a file without a name while they are hashed, so
/// that nobody can change them afterwards.
struct TreeContent {
    let listing: TreeListing
    let content: MappedFile

    private static let bufferSize = 1_048_576

    /// - Parameter spool: a directory with room for all contents.
    ///
    /// Throws delta.file, delta.listing, delta.too-large.
    init(_ path: String, spool: String) throws(Failure) {
        let walk = try TreeWalk(path)
        let copy = try Self.nameless(in: spool)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.bufferSize, alignment: 4096)
        defer { buffer.deallocate() }
        var entries: [TreeEntry] = []
        for (path, status) in walk.found {
            let mode = UInt32(status.st_mode & 0o777)
            switch status.st_mode & S_IFMT {
            case S_IFDIR: entries.append(TreeEntry(path, .directory(mode: mode)))
            case S_IFLNK: entries.append(TreeEntry(path, .link(target: try walk.target(path))))
            case S_IFREG:
                let (size, digest) = try Self.copy(try walk.file(path), to: copy, path, buffer)
                entries.append(TreeEntry(path, .file(mode: mode, size: size, digest: digest)))
            default: throw Failure(.deltaListing, ["path": path, "reason": "special file"])
            }
        }
        listing = try TreeListing(entries)
        content = try MappedFile(copy.number, path)
    }

    private static func nameless(in directory: String) throws(Failure) -> OpenFile {
        let path = directory + "/.hamyar-" + String(UInt64.random(in: 0 ... .max), radix: 16) + ".part"
        let file = OpenFile(owning: open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600))
        guard file.number >= 0, unlink(path) == 0 else { throw DiskFailure.current("open", path) }
        return file
    }

    private static func copy(
        _ file: OpenFile, to copy: OpenFile, _ path: String, _ buffer: UnsafeMutableRawBufferPointer
    ) throws(Failure) -> (Int, Digest) {
        var digest = DigestStream()
        var size = 0
        while true {
            let count = read(file.number, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw DiskFailure.current("read", path) }
            guard count > 0 else { return (size, digest.finish()) }
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            digest.update(bytes)
            try NewFile.write(bytes, to: copy.number, path)
            size += count
            guard size <= DeltaLimits.maximumSize else {
                throw Failure(.deltaTooLarge, ["path": path, "size": "\(size)", "limit": "\(DeltaLimits.maximumSize)"])
            }
        }
    }
}
