import Cryptography
import Glibc
import NIOCore
import Transport

/// Takes what comes: of a bulk stream it says when the warm-up and when everything is here; messages it sends back.
enum Receiver {
    static func listen(_ credentials: Credentials) async throws {
        let listener = try await Sockets.listen(credentials)
        let serving = Task(executorPreference: Sockets.tasks) {
            try await withThrowingDiscardingTaskGroup { group in
                for await connection in listener.connections {
                    group.addTask { try await serve(connection) }
                }
            }
        }
        await Sockets.standardInputEnds()
        serving.cancel()
        await listener.close()
    }

    static func dial(_ credentials: Credentials, port: Int) async throws {
        let connection = try await Sockets.dial(credentials, as: .machine, port: port)
        StandardOutput.write("connected")
        let serving = Task(executorPreference: Sockets.tasks) { try await serve(connection) }
        await Sockets.standardInputEnds()
        serving.cancel()
        connection.close()
    }

    private static func serve(_ connection: PeerConnection) async throws {
        for await stream in connection.inbound {
            if stream.bulk { try await take(stream) } else { try await echo(stream) }
        }
    }

    private static func take(_ stream: PeerStream) async throws {
        guard let load = Load(stream.parameters) else { throw BenchmarkError("a load was expected") }
        var received = 0
        var figure = Figure()
        while let bytes = try await stream.receive() {
            let before = received
            received += bytes.readableBytes
            if before < load.warmUp, received >= load.warmUp {
                try await stream.send(ByteBuffer(string: "w"))
                figure = Figure()
            }
            if received >= load.warmUp + load.total {
                try await stream.send(ByteBuffer(string: "e"), end: true)
                figure.report([("bytes", received)])
            }
        }
    }

    private static func echo(_ stream: PeerStream) async throws {
        while let message = try await stream.receive() { try await stream.send(message) }
        try await stream.finish()
    }
}
