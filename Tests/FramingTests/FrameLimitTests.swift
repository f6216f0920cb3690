import NIOCore
import Primitives
import Testing

@testable import Framing

/// Each limit of `FrameLimits`, at it and one above.
struct FrameLimitTests {
    @Test func `a payload at the limit and one above, judged by the header alone`() throws {
        func header(_ length: Int) -> ByteBuffer {
            var buffer = ByteBuffer(integer: UInt32(length))
            buffer.writeBytes([2, 0, 0, 0, 0, 0, 0, 1])
            return buffer
        }
        var decoder = FrameDecoder()
        var fits = header(FrameLimits.maximumPayload)
        #expect(try decoder.decode(buffer: &fits) == nil)
        var above = header(FrameLimits.maximumPayload + 1)
        #expect(throws: Failure.self) { try decoder.decode(buffer: &above) }
    }

    @Test func `settings at the limit and one above`() throws {
        func settings(_ count: Int) -> ByteBuffer {
            var payload = ByteBuffer()
            for id in 0..<count { payload.writeMultipleIntegers(UInt16(100 + id), UInt32(1)) }
            return payload
        }
        _ = try SettingsPayload(parsing: settings(FrameLimits.maximumSettings))
        #expect(throws: Failure.self) { try SettingsPayload(parsing: settings(FrameLimits.maximumSettings + 1)) }
    }

    @Test func `an address at the limit and one above`() throws {
        func goAway(_ length: Int) -> ByteBuffer {
            var payload = ByteBuffer()
            payload.writeMultipleIntegers(UInt32(1), UInt32(0), UInt32(0))
            payload.writeRepeatingByte(UInt8(ascii: "a"), count: length)
            return payload
        }
        let longest = try GoAwayPayload(parsing: goAway(FrameLimits.maximumAddress))
        #expect(longest.address.utf8.count == FrameLimits.maximumAddress)
        #expect(throws: Failure.self) { try GoAwayPayload(parsing: goAway(FrameLimits.maximumAddress + 1)) }
    }

    @Test func `an increment and a window at the limit and one above`() throws {
        #expect(try WindowPayload(parsing: ByteBuffer(integer: FrameLimits.maximumWindow)).increment == FrameLimits.maximumWindow)
        #expect(throws: Failure.self) { try WindowPayload(parsing: ByteBuffer(integer: FrameLimits.maximumWindow + 1)) }
        #expect(throws: Failure.self) { try WindowPayload(parsing: ByteBuffer(integer: UInt32(0))) }
        let largest = SettingsPayload(initialStreamWindow: FrameLimits.maximumWindow).frame()
        _ = try SettingsPayload(parsing: largest.payload)
        let above = SettingsPayload(initialStreamWindow: FrameLimits.maximumWindow + 1).frame()
        #expect(throws: Failure.self) { try SettingsPayload(parsing: above.payload) }
    }

    @Test func `H25 a raw length at the limit and one above`() throws {
        func announced(_ length: Int) -> ByteBuffer {
            var payload = ByteBuffer(integer: UInt32(length))
            payload.writeInteger(UInt8(0))
            return payload
        }
        #expect(try CompressedPayload.rawLength(of: announced(FrameLimits.maximumRaw)) == FrameLimits.maximumRaw)
        #expect(throws: Failure.self) { try CompressedPayload.rawLength(of: announced(FrameLimits.maximumRaw + 1)) }
    }
}
