import Cryptography
package import Messages
import Primitives
package import Sessions
import SwiftProtobuf

/// What came of a command or a script, as its outcome says it.
package struct CommandEffectOutput: Encodable, Sendable {
    package struct Stream: Encodable, Sendable {
        package let bytes: UInt64
        package let sha256: String
    }

    /// Absent where a signal ended it, or it was ended before it ended itself.
    package let exit: Int32?
    package let signal: Int32?
    package let stdout: Stream
    package let stderr: Stream
    /// More was written than was carried.
    package let truncated: Bool
    package let milliseconds: UInt64

    package init(_ effect: CommandEffect) {
        exit = effect.exit
        signal = effect.signal
        stdout = Stream(bytes: effect.output.bytes, sha256: effect.output.digest.description)
        stderr = Stream(bytes: effect.errors.bytes, sha256: effect.errors.digest.description)
        truncated = effect.isTruncated
        milliseconds = effect.millis
    }

    package init(_ effect: WireCommandEffect) {
        exit = effect.hasExit ? effect.exit : nil
        signal = effect.hasSignal ? effect.signal : nil
        stdout = Stream(bytes: effect.output.bytes, sha256: Hexadecimal.encode(effect.output.digest))
        stderr = Stream(bytes: effect.errors.bytes, sha256: Hexadecimal.encode(effect.errors.digest))
        truncated = effect.truncated
        milliseconds = effect.millis
    }
}
