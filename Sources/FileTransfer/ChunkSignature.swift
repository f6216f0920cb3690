/// What the receiver says of its old file.
package struct ChunkSignature: Sendable {
    /// Smaller files travel whole.
    package static let smallestFile: Int64 = 64 << 10
}
