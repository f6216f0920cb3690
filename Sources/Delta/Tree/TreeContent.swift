import Glibc
import Payloads
import Primitives

/// A tree as it was found, and the contents of its files one after another: copied to a file without a name while they are hashed, so
/// that nobody can change them afterwards.
struct TreeContent {
    let listing: TreeListing
    let content: MappedFile

    /// - Parameter spool: a directory with room for all contents.
    ///
    /// Throws delta.file, delta.too-large, payload.malformed, payload.too-large, payload.file.
    init(_ path: String, spool: String) throws {
        let tree = try SourceTree(path)
        let copy = try Self.nameless(in: spool)
        var size = 0
        listing = try tree.listing { bytes in
            guard bytes.count <= DeltaLimits.maximumSize - size else {
                throw Failure(.deltaTooLarge, ["path": path, "size": "\(size)", "limit": "\(DeltaLimits.maximumSize)"])
            }
            size += bytes.count
            try NewFile.write(bytes, to: copy.number, path)
        }
        content = try MappedFile(copy.number, path)
    }

    private static func nameless(in directory: String) throws(Failure) -> OpenFile {
        let path = directory + "/.hamyar-" + String(UInt64.random(in: 0 ... .max), radix: 16) + ".part"
        let file = OpenFile(owning: open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600))
        guard file.number >= 0, unlink(path) == 0 else { throw DiskFailure.current("open", path) }
        return file
    }
}
