package import Framing
package import Primitives

/// What a frame means to the shell. Answers that the protocol itself gives are queued already.
package enum Arrival: Sendable {
    case nothing
    /// The peer's SETTINGS: streams may be opened now.
    case settled
    /// The peer opened a stream.
    case opened(UInt32, Opening)
    /// DATA for a stream's reader. Its credit is due back by `consumed`.
    case data(Frame)
    /// The peer reset the stream.
    case reset(UInt32, ResetCode)
    /// The peer broke a rule of this stream alone; it was reset.
    case failed(UInt32, Failure)
    /// The peer takes no more streams; the listed ones were not processed and may be retried.
    case goneAway(GoAwayPayload, unprocessed: [UInt32])
}
