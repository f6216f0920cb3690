import Messages
import NIOCore
import Primitives
import Testing

@testable import Transport

@Suite struct CallTests {
    /// Answers every stream of the server with `body` while `work` runs.
    func serving(
        _ loopback: Loopback, _ body: @escaping @Sendable (PeerStream) async throws -> Void,
        during work: () async throws -> Void
    ) async throws {
        let server = loopback.server
        let serving = Task {
            await withDiscardingTaskGroup { group in
                for await stream in server.inbound {
                    group.addTask { try? await body(stream) }
                }
                group.cancelAll()
            }
        }
        try await work()
        await loopback.close()
        await serving.value
    }

    @Test func `A call has one reply`() async throws {
        let loopback = try await Loopback.connect()
        try await serving(loopback) { stream in
            let hello = try #require(try await stream.receiveMessage(WireHello.self))
            #expect(try await stream.receiveMessage(WireHello.self) == nil)
            var reply = WireHelloReply()
            reply.time = Int64(hello.bundleVersion) + 1
            try await stream.reply(reply)
        } during: {
            for version in 1...50 {
                var hello = WireHello()
                hello.bundleVersion = UInt64(version)
                let reply = try await loopback.client.call(.presenceHello, hello)
                #expect(reply.time == Int64(version) + 1)
            }
        }
    }

    @Test func `A message without fields arrives as a message`() async throws {
        let loopback = try await Loopback.connect()
        try await serving(loopback) { stream in
            _ = try #require(try await stream.receiveMessage(WireEmpty.self))
            #expect(try await stream.receiveMessage(WireEmpty.self) == nil)
            try await stream.reply(WireLocalStopReply())
        } during: {
            let reply = try await loopback.client.call(.localStop, WireEmpty())
            #expect(reply.ended == 0)
        }
    }

    @Test func `An error travels as code and parameters`() async throws {
        let loopback = try await Loopback.connect()
        try await serving(loopback) { stream in
            try await stream.reply(Failure(Failure.Code(rawValue: "machine.away"), ["machine": "M-7"]))
        } during: {
            let failure = await #expect(throws: Failure.self) {
                _ = try await loopback.client.call(.localStop, WireEmpty())
            }
            #expect(failure?.code.rawValue == "machine.away")
            #expect(failure?.parameters == ["machine": "M-7"])
        }
    }

    @Test func `A call without a reply fails at its timeout, and its stream is reset`() async throws {
        let loopback = try await Loopback.connect()
        let failure = await #expect(throws: Failure.self) {
            _ = try await loopback.client.call(.localStop, WireEmpty(), timeout: .milliseconds(20))
        }
        #expect(failure?.code == .callTimeout)
        let stream = try #require(await loopback.accept())
        // What comes after the RESET tells that it has arrived.
        _ = try await loopback.client.open("test.after")
        _ = await loopback.accept()
        let reset = await #expect(throws: Failure.self) { try await stream.reply(WireLocalStopReply()) }
        #expect(reset?.code == .streamReset)
        #expect(reset?.parameters["code"] == "timeout")
        await loopback.close()
    }

    @Test func `A followed call has many replies and ends with the peer's half`() async throws {
        let loopback = try await Loopback.connect()
        try await serving(loopback) { stream in
            _ = try await stream.receive()
            for count in 1...300 {
                var reply = WireLocalSessions()
                reply.sessions = Array(repeating: WireLocalSession(), count: count % 7)
                try await stream.reply(reply, end: count == 300)
            }
        } during: {
            var counts: [Int] = []
            for try await reply in try await loopback.client.follow(.localWatch, WireEmpty()) {
                counts.append(reply.sessions.count)
            }
            #expect(counts == (1...300).map { $0 % 7 })
        }
    }

    @Test func `A message of 64 KiB passes, one byte more does not`() async throws {
        let loopback = try await Loopback.connect()
        let stream = try await loopback.client.open("test.size")
        try await stream.send(ByteBuffer(repeating: 7, count: 65_536))
        let failure = await #expect(throws: Failure.self) {
            try await stream.send(ByteBuffer(repeating: 7, count: 65_537))
        }
        #expect(failure?.code == .messageTooLarge)
        let received = try #require(await loopback.accept())
        #expect(try await received.receive()?.readableBytes == 65_536)
        await loopback.close()
    }
}
