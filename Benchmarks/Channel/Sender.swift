import Cryptography
import NIOCore
import Transport

/// The side with the clock.
struct Sender {
    private let connection: PeerConnection
    private let load: Load
    private let content: ByteBuffer

    init(_ credentials: Credentials, port: Int, load: Load) async throws {
        connection = try await Sockets.dial(credentials, as: .technician, port: port)
        self.load = load
        content = load.content
    }

    /// One bulk stream, from the first byte after the warm-up to the receiver's word that it has the last.
    func stream() async throws {
        let stream = try await connection.open("bench.take", bulk: true, parameters: load.parameters)
        try await send(load.warmUp, on: stream)
        _ = try await stream.receive()
        let figure = Figure()
        try await send(load.total, on: stream)
        _ = try await stream.receive()
        figure.report()
        connection.close()
    }

    /// One message stream: a message, its echo, the next message.
    func roundTrips() async throws {
        let stream = try await connection.open("bench.echo")
        for _ in 0..<load.warmUp { try await exchange(content, on: stream) }
        let figure = Figure()
        for _ in 0..<load.total { try await exchange(content, on: stream) }
        figure.report()
        connection.close()
    }

    /// As `stream`, and asks the relay before and after what it has allocated.
    func forwarding() async throws {
        let stream = try await connection.open("bench.take", bulk: true, parameters: load.parameters)
        try await send(load.warmUp, on: stream)
        _ = try await stream.receive()
        let before = try await allocated()
        let figure = Figure()
        try await send(load.total, on: stream)
        _ = try await stream.receive()
        figure.report([("allocated", try await allocated() - before)])
        connection.close()
    }

    private func send(_ count: Int, on stream: PeerStream) async throws {
        var left = count
        while left > 0 {
            try await stream.send(left < content.readableBytes ? content.getSlice(at: 0, length: left) ?? content : content)
            left -= content.readableBytes
        }
    }

    private func exchange(_ message: ByteBuffer, on stream: PeerStream) async throws {
        try await stream.send(message)
        guard try await stream.receive()?.readableBytes == message.readableBytes else { throw BenchmarkError("no echo") }
    }

    private func allocated() async throws -> Int {
        let stream = try await connection.open("bench.allocated")
        try await stream.send(ByteBuffer(string: "?"), end: true)
        guard let count = try await stream.receive()?.peekInteger(as: Int64.self) else { throw BenchmarkError("no count") }
        return Int(count)
    }
}
