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
        let copy = try NamelessFile(in: spool)
        var size = 0
        listing = try tree.listing { bytes in
            guard bytes.count <= DeltaLimits.maximumSize - size else {
                throw Failure(.deltaTooLarge, ["path": path, "size": "\(size)", "limit": "\(DeltaLimits.maximumSize)"])
            }
            size += bytes.count
            try copy.write(bytes)
        }
        content = try copy.mapped()
    }
}
