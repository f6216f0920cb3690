import Cryptography
import Primitives

/// Makes a payload of a directory: a tar in the order of the paths, without owners and times, packed. The same tree is the same bytes,
/// with the same library.
package enum PayloadWriter {
    /// - Parameter sink: takes the payload piece by piece.
    /// - Returns: what the payload unpacks to.
    ///
    /// Throws payload.malformed for what a payload cannot hold and for files that change meanwhile, payload.too-large, payload.file.
    package static func write(
        _ tree: borrowing SourceTree, _ packing: PayloadPacking = .zstd,
        to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) throws -> TreeListing {
        let packed: any PackingSink =
            switch packing {
            case .zstd: try ZstdWriter(level: ZstdWriter.small, sink)
            case .quick: try ZstdWriter(level: ZstdWriter.quick, sink)
            case .gzip: try GzipWriter(sink)
            }
        var listed: [TreeListing.Entry] = []
        for entry in try tree.entries() {
            try packed.write(try TarHeader.encode(entry))
            var digest: Digest?
            if case .file(let size, _) = entry.kind {
                var stream = DigestStream()
                try tree.read(entry) { bytes in
                    stream.update(bytes)
                    try packed.write(bytes)
                }
                digest = stream.finish()
                try packed.write([UInt8](repeating: 0, count: Int((512 - size % 512) % 512)))
            }
            listed.append(TreeListing.Entry(path: entry.path, kind: entry.kind, digest: digest))
        }
        try packed.write([UInt8](repeating: 0, count: PayloadLimits.endBytes))
        try packed.finish()
        return try TreeListing(listed)
    }
}
