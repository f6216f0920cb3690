import Logging
import NIOCore
import Primitives
import Synchronization

/// The book of a listener: who may come in, who is in, and whom to hand out. Any thread.
final class AcceptedChannels: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var admission: HandshakeAdmission
        var log: RefusalLog
    }

    let connections: AsyncStream<PeerConnection>
    private let output: AsyncStream<PeerConnection>.Continuation
    private let limits: ListenerLimits
    private let logger: Logger
    private let state: Mutex<State>

    init(limits: ListenerLimits, logger: Logger) {
        self.limits = limits
        self.logger = logger
        state = Mutex(State(admission: HandshakeAdmission(limits: limits), log: RefusalLog(limits: limits)))
        (connections, output) = AsyncStream.makeStream()
    }

    /// Notes a channel until it closes.
    ///
    /// - Throws: `listener.connections`, `listener.handshakes`. Where there is a source, `leave` must follow.
    func enter(_ channel: any Channel, from source: HandshakeAdmission.Source?) throws {
        let id = ObjectIdentifier(channel)
        try state.withLock { state in
            guard state.channels.count < limits.connections else {
                throw Failure(.listenerConnections, ["limit": String(limits.connections)])
            }
            if let source, !state.admission.enter(source) {
                throw Failure(.listenerHandshakes, ["source": channel.remoteAddress?.ipAddress ?? ""])
            }
            state.channels[id] = channel
        }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { $0.channels[id] = nil }
        }
    }

    /// The handshake that `enter` admitted has ended, one way or the other.
    func leave(_ source: HandshakeAdmission.Source?) {
        guard let source else { return }
        state.withLock { $0.admission.leave(source) }
    }

    func refused(_ failure: Failure, from address: String) {
        state.withLock { $0.log.write(failure, from: address, at: .now(), to: logger) }
    }

    /// Hands the connection out as soon as the peer's SETTINGS are here.
    func handOut(_ connection: PeerConnection) {
        Task {
            do {
                try await connection.settled()
                if case .terminated = output.yield(connection) { connection.close() }
            } catch {
                refused(error as? Failure ?? Failure(.connectionLost, cause: error), from: connection.remoteAddress)
            }
        }
    }

    func finish() {
        output.finish()
    }

    /// Closes what is still open and waits until it is.
    func closeAll() async {
        for channel in state.withLock({ Array($0.channels.values) }) {
            channel.close(promise: nil)
            try? await channel.closeFuture.get()
        }
    }
}
