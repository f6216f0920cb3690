package import Primitives

/// Makes the manifest's entry for a file, in one pass over its bytes.
package enum ManifestBuilder {
    /// Reads the whole file; blocks as long, so call it on a thread pool.
    ///
    /// - Parameters:
    ///   - path: The entry's path, relative; by default the file's own name.
    ///   - progress: told of bytes as they are done; what it throws ends the work.
    ///
    /// Throws file.changed when the file changed meanwhile (H54), path.malformed, manifest.malformed for a file that has more
    /// blocks than a manifest may, file.broken.
    package static func entry(
        for file: OutgoingFile, path: String? = nil, progress: (Int) throws(Failure) -> Void = { _ throws(Failure) in }
    ) throws(Failure) -> ManifestEntry {
        let name =
            path
            ?? String(file.path[(file.path.lastIndex(of: "/").map { file.path.index(after: $0) } ?? file.path.startIndex)...])
        guard ManifestEntry.blockCount(of: file.size) <= Int64(Manifest.maximumBlocks) else {
            throw Failure(.manifestMalformed, ["entry": name, "reason": "number of blocks"])
        }
        let digests = try FileDigests(of: file, progress: progress)
        try file.checkUnchanged()
        let entry = ManifestEntry(
            path: name, size: file.size, mode: file.mode, modified: file.modified, digest: digests.whole,
            blockDigests: digests.blocks)
        try entry.validate()
        return entry
    }
}
