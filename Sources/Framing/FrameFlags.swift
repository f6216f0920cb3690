/// The flags of a frame. Bits that nobody defined are kept, so that Multiplexing can answer them with a stream error.
package struct FrameFlags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The payload is a `CompressedPayload`. Legal only on DATA of bulk streams.
    package static let zlib = FrameFlags(rawValue: 1)
    /// The sender's half of the stream ends with this frame.
    package static let endStream = FrameFlags(rawValue: 2)

    /// The bits that `hamyar/1` does not define.
    package var unknown: FrameFlags { subtracting([.zlib, .endStream]) }
}
