package import Primitives
import Synchronization

/// The agent's end of one command. `next` blocks: it is called on a thread of the command's own.
package final class RunnerClient: Sendable {
    package enum Event: Sendable, Hashable {
        case started
        case output([UInt8])
        case errors([UInt8])
        case end(RunnerEnd)
    }

    private let socket: RunnerSocket
    /// Asked for, and not taken yet.
    private static let answerTime = Duration.seconds(30)

    /// Asks for a command. Blocks for as long as the runner takes to listen.
    ///
    /// Throws command.no-runner.
    package init(socket path: String, _ call: RunnerCall, script: [UInt8] = []) throws {
        socket = try RunnerSocket.connect(to: path)
        let deadline = ContinuousClock.now + Self.answerTime
        do {
            try socket.send(.call, call, until: deadline)
            if call.script != nil { try script.withUnsafeBytes { try socket.write($0, until: deadline) } }
        } catch let failure as Failure where failure.code == .commandLost {
            // It may have said why before it closed.
        }
    }

    /// What comes next; nothing comes after the end.
    ///
    /// Throws what the runner refuses with, command.lost.
    package func next() throws(Failure) -> Event {
        guard let (frame, content) = try socket.receive(limit: RunnerLimits.call, until: nil) else { throw RunnerSocket.lost }
        switch frame {
        case .started: return .started
        case .output: return .output(content)
        case .errors: return .errors(content)
        case .end: return .end(try RunnerSocket.decode(RunnerEnd.self, content))
        case .refused: throw try RunnerSocket.decode(RunnerRefusal.self, content).failure
        case .call, .identity: throw Failure(.commandRefused, ["reason": "a call"])
        }
    }

    /// Ends the command, from any thread; `next` then says how it ended.
    package func cancel() { socket.stopSaying() }
}
