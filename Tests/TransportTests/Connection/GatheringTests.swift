import Framing
import NIOCore
import Primitives
import Testing

@testable import Transport

/// Readers that are woken once for much, and writers whose traffic is counted.
@Suite(.timeLimit(.minutes(10)))
struct GatheringTests {
    @Test(arguments: [ConnectionLimits.local, .standard])
    func `a reader that gathers gets everything, also where credit, compression and the end come before what it wants`(
        _ limits: ConnectionLimits
    ) async throws {
        let loopback = try await Loopback.connect(limits: limits)
        let sending = try await loopback.client.open("test.bulk", bulk: true)
        let receiving = try #require(await loopback.accept())
        // What shrinks comes first: on a link as fast as this one the rest is not compressed.
        var content = ByteBuffer(repeating: 65, count: 1_500_001)
        content.writeImmutableBuffer(BulkTests.noise(2_000_000, seed: 7))
        let all = content
        async let sent: Void = sending.send(all, end: true)
        var reader = RecordReader(receiving)
        var received = ByteBuffer()
        while var piece = try await reader.content(upTo: 1 << 20, gathering: 1 << 20) { received.writeBuffer(&piece) }
        try await sent
        #expect(received == all)
        #expect(sending.sent.rawBytes == UInt64(all.readableBytes) && receiving.received.rawBytes == sending.sent.rawBytes)
        #expect(sending.sent.wireBytes == receiving.received.wireBytes)
        #expect((sending.sent.wireBytes < sending.sent.rawBytes) == limits.compresses)
        await loopback.close()
    }

    @Test func `what is wanted and will come is enough: the half need not end`() async throws {
        let loopback = try await Loopback.connect(limits: .standard)
        let sending = try await loopback.client.open("test.bulk", bulk: true)
        let receiving = try #require(await loopback.accept())
        try await sending.send(ByteBuffer(repeating: 65, count: 200_000))
        var reader = RecordReader(receiving)
        var left = 200_000
        while left > 0, let piece = try await reader.content(upTo: left, gathering: left) { left -= piece.readableBytes }
        #expect(left == 0)
        await loopback.close()
    }
}
