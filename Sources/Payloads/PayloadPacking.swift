/// How an archive is packed.
package enum PayloadPacking: Sendable {
    /// Releases: small, and fast to unpack.
    case zstd
    /// The same for trials: in a hundredth of the time and less; a program's payload is two fifths larger.
    case quick
    /// What people open with any tool.
    case gzip
}

/// The unpacked bytes of an archive.
protocol PackedSource: AnyObject {
    /// Fills the buffer as far as there is content; 0 is the end, after which there is nothing.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Takes the bytes of an archive and packs them.
protocol PackingSink: AnyObject {
    func write(_ bytes: UnsafeRawBufferPointer) throws
    func finish() throws
}

extension PackingSink {
    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }
}
