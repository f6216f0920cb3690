package import Multiplexing

/// What one connection may hold, beyond what the multiplexer limits. Lengths in bytes.
package struct ConnectionLimits: Sendable {
    package var multiplexing = MultiplexingLimits.standard
    /// What a writer may be ahead of its stream's turn: eight full frames. It is woken when half of them have left, and four
    /// frames are worth a change of threads.
    package var sendQueue = 512 * 1024
    /// Whether bulk content is compressed where it pays. Off where both ends are one machine.
    package var compresses = true
    /// What windows grow from.
    package var pool = WindowPool.shared

    package init() {}

    /// `hamyar/1`.
    package static let standard = ConnectionLimits()

    /// The agent's control socket.
    package static let local: ConnectionLimits = {
        var limits = ConnectionLimits()
        limits.compresses = false
        return limits
    }()

    /// `hamyar-enrol/1`.
    package static let enrolment: ConnectionLimits = {
        var limits = ConnectionLimits()
        limits.multiplexing = .enrolment
        limits.compresses = false
        return limits
    }()

    /// No frame is chosen while more than this waits outside the kernel (design of the protocol, "Control within 1 s");
    /// with the frame that is then added, 128 KiB.
    static let writableMark = 64 * 1024
    /// After a wait, frames are chosen again when this little is left.
    static let resumeMark = 16 * 1024
    /// What a connection writes before the others of its event loop have their turn.
    static let turn = 1024 * 1024
    /// Shorter payloads are copied behind their header instead of being written as buffers of their own.
    static let coalescing = 4 * 1024
    /// The longest method name.
    static let methodLength = 64
    /// The longest parameters of a bulk stream (Protocol/channel.proto).
    static let parametersLength = 32 * 1024
}
