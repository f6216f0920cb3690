package import Cryptography
package import Primitives

/// What a command wrote to one of its outputs, as far as it was carried.
package struct OutputDigest: Hashable, Sendable, Codable {
    package let bytes: UInt64
    package let digest: Digest

    package init(bytes: UInt64, digest: Digest) {
        self.bytes = bytes
        self.digest = digest
    }
}

/// What came of a command or a script that had begun.
package struct CommandEffect: Hashable, Sendable, Codable {
    /// nil where a signal ended it, and where it was ended before it ended itself.
    package let exit: Int32?
    package let signal: Int32?
    package let output: OutputDigest
    package let errors: OutputDigest
    /// More was written than the limit.
    package let isTruncated: Bool
    package let millis: UInt64

    /// - Throws: `object.field` for a status and a signal together, or numbers that are none.
    package init(
        exit: Int32?, signal: Int32?, output: OutputDigest, errors: OutputDigest, isTruncated: Bool, millis: UInt64
    ) throws(Failure) {
        try Field.check(exit == nil || signal == nil, "command.exit")
        try Field.check(exit.map { (0...255).contains($0) } ?? true, "command.exit", limit: 255)
        try Field.check(signal.map { (1...127).contains($0) } ?? true, "command.signal", limit: 127)
        self.exit = exit
        self.signal = signal
        self.output = output
        self.errors = errors
        self.isTruncated = isTruncated
        self.millis = millis
    }
}
