import Framing
import Messages
import NIOCore

/// A message of any size.
typealias WireSample = WireHello

extension WireSample {
    static func message(_ count: Int) -> WireSample {
        var sample = WireSample()
        sample.openSessions = (0..<count).map { "session \($0)" }
        return sample
    }
}

enum FrameInflation {
    static func raw(_ frame: Frame) throws -> ByteBuffer {
        try FrameDecompressor().decompress(frame).payload
    }
}
