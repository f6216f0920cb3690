import Compression
import Cryptography
import Primitives
import RelayStorage
import Storage
import Transport

/// A manifest as it is kept: its digest, and a zlib stream of its exact bytes.
struct KeptManifest: Sendable {
    let digest: Digest
    private let content: [UInt8]
    private let size: Int

    /// Compresses on a thread of the disk's.
    init(_ bytes: [UInt8]) async throws {
        digest = Digest.of(bytes)
        size = bytes.count
        content = try await BlobDisk.run { try Self.compress(bytes) }
    }

    func keep(in transaction: Transaction, at now: Timestamp) throws {
        try transaction.manifests.keep(digest, content: content, size: size, at: now)
    }

    /// The exact bytes; nil where they are not kept. Throws `compression.data` where the row is damaged.
    static func bytes(of digest: Digest, in transaction: Transaction) throws -> [UInt8]? {
        guard let (stream, size) = try transaction.manifests.content(digest) else { return nil }
        guard size > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: size)
        let decompressor = try BlockDecompressor()
        try bytes.withUnsafeMutableBytes { output in
            try stream.withUnsafeBytes { try decompressor.decompress($0, into: output) }
        }
        return bytes
    }

    /// Digests do not shrink: there is room for a little more than there was.
    private static let overhead = 1024

    private static func compress(_ bytes: [UInt8]) throws -> [UInt8] {
        let compressor = try BlockCompressor()
        var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 1000 + overhead)
        let written = output.withUnsafeMutableBytes { output in
            bytes.withUnsafeBytes { compressor.compress($0, into: output) }
        }
        guard let written else { throw Failure(.callFailed) }
        output.removeLast(output.count - written)
        return output
    }
}
