import Multiplexing
import NIOCore
import Primitives
import Synchronization
import Testing

@testable import Transport

@Suite struct EndingTests {
    func streams(_ loopback: Loopback, bulk: Bool = false) async throws -> (PeerStream, PeerStream) {
        let mine = try await loopback.client.open("test.stream", bulk: bulk)
        return (mine, try #require(await loopback.accept()))
    }

    @Test func `RESET by the opener reaches reader and writer of the other side`() async throws {
        let loopback = try await Loopback.connect()
        let (mine, theirs) = try await streams(loopback)
        mine.reset(.cancelled)
        let read = await #expect(throws: Failure.self) { _ = try await theirs.receive() }
        let written = await #expect(throws: Failure.self) { try await theirs.send(ByteBuffer(string: "x")) }
        #expect(read?.code == .streamReset && written?.code == .streamReset)
        #expect(read?.parameters["code"] == "cancelled")
        let own = await #expect(throws: Failure.self) { _ = try await mine.receive() }
        #expect(own?.code == .streamCancelled)
        await loopback.close()
    }

    @Test func `RESET by the other side reaches a reader that waits`() async throws {
        let loopback = try await Loopback.connect()
        let (mine, theirs) = try await streams(loopback)
        let reading = Task { try await mine.receive() }
        await Task.yield()
        theirs.reset(.forbidden)
        let failure = await #expect(throws: Failure.self) { _ = try await reading.value }
        #expect(failure?.parameters["code"] == "forbidden")
        await loopback.close()
    }

    @Test func `A stream that is let go of is cancelled`() async throws {
        let loopback = try await Loopback.connect()
        var (mine, theirs): (PeerStream?, PeerStream) = try await streams(loopback)
        mine = nil
        let failure = await #expect(throws: Failure.self) { _ = try await theirs.receive() }
        #expect(failure?.parameters["code"] == "cancelled")
        #expect(mine == nil)
        await loopback.close()
    }

    @Test func `A stream that was ended and let go of is still sent`() async throws {
        let loopback = try await Loopback.connect()
        var (mine, theirs): (PeerStream?, PeerStream) = try await streams(loopback, bulk: true)
        let content = BulkTests.noise(200_000, seed: 4)
        try await mine?.send(content, end: true)
        mine = nil
        #expect(try await BulkTests.collect(theirs) == content)
        #expect(mine == nil)
        await loopback.close()
    }

    @Test func `Cancelling a waiting reader throws, and the stream goes on`() async throws {
        let loopback = try await Loopback.connect()
        let (mine, theirs) = try await streams(loopback)
        for _ in 0..<20 {
            let reading = Task { try await theirs.receive() }
            await Task.yield()
            reading.cancel()
            await #expect(throws: CancellationError.self) { _ = try await reading.value }
        }
        try await mine.send(ByteBuffer(string: "still here"))
        #expect(try await theirs.receive() == ByteBuffer(string: "still here"))
        await loopback.close()
    }

    @Test func `Cancelling a waiting writer throws, and the stream goes on`() async throws {
        let loopback = try await Loopback.connect()
        let (mine, theirs) = try await streams(loopback, bulk: true)
        let chunk = ByteBuffer(repeating: 1, count: 65_536)
        let writing = Task {
            var sent = 0
            do {
                while true {
                    try await mine.send(chunk)
                    sent += chunk.readableBytes
                }
            } catch {
                #expect(error is CancellationError)
            }
            return sent
        }
        // Nobody reads: the window and then the queue fill up.
        while mine.mailbox.state.withLock({ $0.writers.isEmpty }) { await Task.yield() }
        writing.cancel()
        let sent = await writing.value
        #expect(mine.mailbox.state.withLock { $0.writers.isEmpty })
        async let ended: Void = mine.finish()
        #expect(try await BulkTests.collect(theirs).readableBytes == sent)
        try await ended
        await loopback.close()
    }

    @Test func `Two readers on one stream: the second is sent away`() async throws {
        let loopback = try await Loopback.connect()
        let (mine, theirs) = try await streams(loopback)
        let first = Task { try await theirs.receive() }
        while theirs.mailbox.state.withLock({ $0.reader == nil }) { await Task.yield() }
        let failure = await #expect(throws: Failure.self) { _ = try await theirs.receive() }
        #expect(failure?.code == .streamInUse)
        try await mine.send(ByteBuffer(string: "for the first"))
        #expect(try await first.value == ByteBuffer(string: "for the first"))
        await loopback.close()
    }

    @Test func `A lost connection is told to everyone who waits; what was complete stays readable`() async throws {
        let loopback = try await Loopback.connect()
        let (mine, theirs) = try await streams(loopback)
        try await mine.send(ByteBuffer(string: "whole"), end: true)
        let (open, openEnd) = try await streams(loopback)
        let waiting = Task { try await openEnd.receive() }
        loopback.client.close()
        let failure = await #expect(throws: Failure.self) { _ = try await waiting.value }
        #expect(failure?.code == .connectionLost)
        #expect(await loopback.server.waitUntilClosed() == nil)
        #expect(try await theirs.receive() == ByteBuffer(string: "whole"))
        #expect(try await theirs.receive() == nil)
        let own = await #expect(throws: Failure.self) { _ = try await open.receive() }
        #expect(own?.code == .connectionClosed)
        await #expect(throws: Failure.self) { _ = try await loopback.server.open("test.late") }
        #expect(await loopback.accept() == nil)
    }

    @Test func `GOAWAY with a reason is why the connection ended`() async throws {
        let loopback = try await Loopback.connect()
        loopback.server.goAway(code: .none, delay: .seconds(7), address: "relay-2:443")
        loopback.server.close()
        let failure = await loopback.client.waitUntilClosed()
        #expect(failure?.code == .connectionGoneAway)
        // The farewell of the close repeats neither delay nor address.
        #expect(failure?.parameters == ["code": "none", "delay_ms": "7000", "address": "relay-2:443"])
    }
}
