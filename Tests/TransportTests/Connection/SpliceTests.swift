import Multiplexing
import NIOCore
import NIOPosix
import Primitives
import Synchronization
import Testing

@testable import Transport

/// technician ── relay ── agent, the relay's two connections on two event loops.
@Suite struct SpliceTests {
    struct Path {
        let left: Loopback
        let right: Loopback
        let technician: PeerStream
        let agent: PeerStream
        let splicing: Task<Void, any Error>

        func close() async {
            await left.close()
            await right.close()
        }
    }

    func path(limits: ConnectionLimits = .standard) async throws -> Path {
        let left = try await Loopback.connect(limits: limits)
        let right = try await Loopback.connect(limits: limits)
        let technician = try await left.client.open("test.spliced", bulk: true)
        let inbound = try #require(await left.accept())
        let outbound = try await right.client.open("test.spliced", bulk: true)
        let agent = try #require(await right.accept())
        let splicing = Task { try await PeerStream.splice(inbound, outbound) }
        return Path(left: left, right: right, technician: technician, agent: agent, splicing: splicing)
    }

    @Test func `Both halves pass, and the splice ends with them`() async throws {
        let path = try await path()
        let there = BulkTests.noise(20_000_000, seed: 1)
        var back = ByteBuffer()
        for line in 0..<50_000 { back.writeString("answer \(line % 100)\n") }
        let answer = back
        async let sent: Void = path.technician.send(there, end: true)
        async let answered: Void = path.agent.send(answer, end: true)
        async let received = BulkTests.collect(path.agent)
        #expect(try await BulkTests.collect(path.technician) == answer)
        #expect(try await received == there)
        _ = try await (sent, answered)
        try await path.splicing.value
        await path.close()
    }

    @Test func `What arrived before the splice passes too`() async throws {
        let left = try await Loopback.connect()
        let right = try await Loopback.connect()
        let technician = try await left.client.open("test.spliced", bulk: true)
        let inbound = try #require(await left.accept())
        try await technician.send(ByteBuffer(string: "early"), end: true)
        while inbound.mailbox.state.withLock({ !$0.remoteEnded }) { await Task.yield() }
        let outbound = try await right.client.open("test.spliced", bulk: true)
        let agent = try #require(await right.accept())
        let splicing = Task { try await PeerStream.splice(inbound, outbound) }
        #expect(try await BulkTests.collect(agent) == ByteBuffer(string: "early"))
        try await agent.finish()
        #expect(try await technician.receive() == nil)
        try await splicing.value
        await left.close()
        await right.close()
    }

    @Test func `A slow reader holds the sender back: the middle keeps no more than a window`() async throws {
        let path = try await path(limits: .local)
        let content = BulkTests.noise(8_000_000, seed: 6)
        let sending = Task { try await path.technician.send(content, end: true) }
        // The sender waits for room: nothing moves any more.
        while path.technician.mailbox.state.withLock({ $0.writers.isEmpty }) { await Task.yield() }
        #expect(try await BulkTests.collect(path.agent) == content)
        try await sending.value
        try await path.agent.finish()
        #expect(try await path.technician.receive() == nil)
        try await path.splicing.value
        await path.close()
    }

    @Test func `RESET by the technician reaches the agent`() async throws {
        let path = try await path()
        path.technician.reset(.cancelled)
        let failure = await #expect(throws: Failure.self) { _ = try await path.agent.receive() }
        #expect(failure?.parameters["code"] == "cancelled")
        await #expect(throws: Failure.self) { try await path.splicing.value }
        await path.close()
    }

    @Test func `RESET by the agent reaches the technician`() async throws {
        let path = try await path()
        path.agent.reset(.badContent)
        let failure = await #expect(throws: Failure.self) { _ = try await path.technician.receive() }
        #expect(failure?.parameters["code"] == "bad-content")
        await #expect(throws: Failure.self) { try await path.splicing.value }
        await path.close()
    }

    @Test func `H11 A connection lost on one side is no end of the stream on the other`() async throws {
        let path = try await path()
        try await path.agent.send(ByteBuffer(string: "half of it"))
        #expect(try await path.technician.receive() == ByteBuffer(string: "half of it"))
        path.right.server.close()
        let failure = await #expect(throws: Failure.self) { _ = try await path.technician.receive() }
        #expect(failure?.parameters["code"] == "connection-lost")
        await #expect(throws: Failure.self) { try await path.splicing.value }
        await path.close()
    }

    @Test func `Cancelling the splice resets both`() async throws {
        let path = try await path()
        path.splicing.cancel()
        await #expect(throws: CancellationError.self) { try await path.splicing.value }
        await #expect(throws: Failure.self) { _ = try await path.technician.receive() }
        await #expect(throws: Failure.self) { _ = try await path.agent.receive() }
        await path.close()
    }
}
