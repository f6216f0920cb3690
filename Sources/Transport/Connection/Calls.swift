import Foundation
import Messages
import Multiplexing
import NIOCore
package import Primitives
package import SwiftProtobuf

/// A method with the messages of its request and its reply (Protocol/calls.proto).
package struct Call<Request: Message, Response: Message>: Sendable {
    package let method: String

    package init(_ method: String) {
        self.method = method
    }
}

extension PeerConnection {
    /// How long a call may take by default: longer than a ping takes to miss once.
    package static let callTimeout = Duration.seconds(30)

    /// Makes a call and waits for its one reply.
    ///
    /// Throws the peer's `Failure` (its code and parameters) where the reply is an error; call.timeout, call.no-reply,
    /// message.too-large, message.invalid, the failures of streams and connections, or `CancellationError`.
    package func call<Q, R>(_ call: Call<Q, R>, _ request: Q, timeout: Duration = callTimeout) async throws -> R {
        let stream = try await open(call.method)
        let timer = stream.fail(after: timeout, with: Failure(.callTimeout, ["method": call.method]))
        defer { timer.cancel() }
        try await stream.send(ByteBuffer(message: request), end: true)
        guard let reply = try await stream.receiveMessage(WireReply.self) else {
            throw Failure(.callNoReply, ["method": call.method])
        }
        return try R(reply: reply)
    }

    /// Makes a call that is answered more than once: a sequence that ends with the peer's half, or throws as `call` does.
    /// Letting go of it cancels the call.
    package func follow<Q, R>(_ call: Call<Q, R>, _ request: Q) async throws -> Replies<R> {
        let stream = try await open(call.method)
        try await stream.send(ByteBuffer(message: request), end: true)
        return Replies(stream: stream)
    }
}

/// The replies of a call as they come; for one reader.
package struct Replies<Response: Message>: AsyncSequence, Sendable {
    package typealias Element = Response

    let stream: PeerStream

    package struct AsyncIterator: AsyncIteratorProtocol {
        let stream: PeerStream

        package func next() async throws -> Response? {
            guard let reply = try await stream.receiveMessage(WireReply.self) else { return nil }
            return try Response(reply: reply)
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(stream: stream)
    }
}

extension PeerStream {
    /// The next message; nil after the end of the peer's half. Throws message.invalid and what `receive` throws.
    package func receiveMessage<M: Message>(_ type: M.Type) async throws -> M? {
        guard let payload = try await receive() else { return nil }
        return try M(payload: payload)
    }

    /// Answers with a message.
    package func reply(_ message: some Message, end: Bool = true) async throws {
        var reply = WireReply()
        reply.body = try message.serializedData()
        try await send(ByteBuffer(message: reply), end: end)
    }

    /// Answers with an error, and ends our half.
    package func reply(_ failure: Failure) async throws {
        var reply = WireReply()
        reply.error = WireError(failure)
        try await send(ByteBuffer(message: reply), end: true)
    }

    /// Resets the stream after a while, with `failure` for those who wait on it, unless it is cancelled before.
    fileprivate func fail(after timeout: Duration, with failure: Failure) -> Scheduled<Void> {
        let mailbox = mailbox
        return mailbox.loop.scheduleTask(in: .milliseconds(timeout.wholeMilliseconds)) {
            mailbox.reset(.timeout, because: failure)
        }
    }
}

extension ByteBuffer {
    init(message: some Message) throws {
        self.init(bytes: try message.serializedBytes() as [UInt8])
    }
}

extension Message {
    /// Throws message.invalid.
    init(payload: ByteBuffer) throws {
        do {
            try self.init(serializedBytes: Array(payload.readableBytesView))
        } catch {
            throw Failure(.messageInvalid, ["type": Self.protoMessageName], cause: error)
        }
    }

    fileprivate init(reply: WireReply) throws {
        switch reply.result {
        case .body(let body): try self.init(payload: ByteBuffer(bytes: body))
        case .error(let error): throw Failure(error)
        case nil: throw Failure(.messageInvalid, ["type": WireReply.protoMessageName])
        }
    }
}
