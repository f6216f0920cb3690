import Primitives

/// Where metadata comes from. It ends a slow source by a deadline of its own (H63); nothing of what it gives is believed.
package protocol MetadataFetcher: Sendable {
    /// - Parameters:
    ///   - name: a file's name in the repository (`MetadataRole.fileName`).
    ///   - maximumLength: bytes; more are never read.
    ///
    /// Throws metadata.absent where the repository has not got it, metadata.too-large, metadata.unreachable.
    func fetch(_ name: String, maximumLength: Int) async throws -> [UInt8]
}
