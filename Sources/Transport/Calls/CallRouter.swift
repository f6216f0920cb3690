package import Logging
import Messages
import Multiplexing
package import Primitives

/// Takes each stream that the peer opens to the function that answers its method.
///
/// The relay, the agent's two doors (relay and control socket) use the same one; `Caller` is what each knows of who calls.
/// Each stream has a task of its own below `serve`, so that all of them end with their connection.
package struct CallRouter<Caller: Sendable>: Sendable {
    package typealias Rule = @Sendable (Caller) -> Bool
    private typealias Handler = @Sendable (Caller, PeerStream) async throws -> Void

    private struct Route: Sendable {
        let bulk: Bool
        let allows: Rule
        let handle: Handler
    }

    private var routes: [String: Route] = [:]

    package init() {}

    /// One request, one reply.
    package mutating func answer<Request, Response>(
        _ call: Call<Request, Response>, to allows: @escaping Rule,
        _ body: @escaping @Sendable (Caller, Request) async throws -> Response
    ) {
        routes[call.method] = Route(bulk: false, allows: allows) { caller, stream in
            guard let request = try await stream.receiveMessage(Request.self) else { throw Failure(.callInvalid) }
            try await stream.reply(body(caller, request))
        }
    }

    /// One request, any number of replies: `body` gets a function that sends one, and the stream ends when it returns.
    package mutating func feed<Request, Response>(
        _ call: Call<Request, Response>, to allows: @escaping Rule,
        _ body: @escaping @Sendable (Caller, Request, @Sendable (Response) async throws -> Void) async throws -> Void
    ) {
        routes[call.method] = Route(bulk: false, allows: allows) { caller, stream in
            guard let request = try await stream.receiveMessage(Request.self) else { throw Failure(.callInvalid) }
            try await body(caller, request) { try await stream.reply($0, end: false) }
            try await stream.finish()
        }
    }

    /// A bulk stream, whole.
    package mutating func bulk(
        _ method: String, to allows: @escaping Rule, _ body: @escaping @Sendable (Caller, PeerStream) async throws -> Void
    ) {
        routes[method] = Route(bulk: true, allows: allows, handle: body)
    }

    /// Answers until the connection has closed and every stream is done.
    ///
    /// - Parameter refused: is told of each call that fails: who called, the method, and why.
    package func serve(
        _ connection: PeerConnection, as caller: Caller, logger: Logger,
        refused: @escaping @Sendable (Caller, String, Failure) async -> Void = { _, _, _ in }
    ) async {
        await withDiscardingTaskGroup { group in
            for await stream in connection.inbound {
                group.addTask {
                    guard let failure = await handle(stream, of: connection.peer, caller, logger) else { return }
                    await refused(caller, stream.method, failure)
                }
            }
            group.cancelAll()
        }
    }

    /// Returns why the call failed.
    private func handle(_ stream: PeerStream, of peer: Peer, _ caller: Caller, _ logger: Logger) async -> Failure? {
        do {
            let route = routes[stream.method]
            guard let route, route.bulk == stream.bulk else {
                await hear(stream)
                throw Failure(.callUnknown, ["method": String(stream.method.prefix(64))])
            }
            guard route.allows(caller) else {
                await hear(stream)
                throw Failure(.callForbidden, ["method": stream.method])
            }
            try await route.handle(caller, stream)
            return nil
        } catch is CancellationError {
            // Who serves is about to stop: the call may be made again.
            stream.reset(.connectionLost)
            return nil
        } catch {
            let failure = error as? Failure ?? Failure(.callFailed, cause: error)
            logger.info("call failed", metadata: ["method": "\(stream.method)", "failure": "\(failure)"])
            await refuse(stream, failure.told(to: peer))
            return failure
        }
    }

    /// Takes the request of a call that is refused whatever it says: who is still sending it must not find the stream gone, or it
    /// would not hear why.
    private func hear(_ stream: PeerStream) async {
        guard !stream.bulk else { return }
        _ = try? await stream.receiveMessage(WireEmpty.self)
    }

    /// The caller learns why; where the stream is gone already, nothing is left to say.
    private func refuse(_ stream: PeerStream, _ failure: Failure) async {
        do {
            if stream.bulk {
                try await stream.refuse(failure)
            } else {
                try await stream.reply(failure)
            }
        } catch {
            stream.reset(.refused)
        }
    }
}

extension Failure {
    /// What a peer on the network is told of our own database and keys: that we failed. Paths and the words of SQLite are for our
    /// log; a person at this machine hears all of it.
    fileprivate func told(to peer: Peer) -> Failure {
        let family = code.rawValue.prefix { $0 != "." }
        if case .local = peer { return self }
        guard family == "storage" || family == "key" else { return self }
        guard ["storage.no-such-row", "storage.busy", "storage.full"].contains(code.rawValue) else { return Failure(.callFailed) }
        return Failure(code, parameters.filter { $0.key == "id" })
    }
}

extension PeerStream {
    /// Answers a bulk stream with an error record, and ends our half.
    package func refuse(_ failure: Failure) async throws {
        var record = WireTransferRecord()
        record.error = WireError(failure)
        try await sendRecord(record, end: true)
    }
}
