import Cryptography
import FileTransfer
import Logging
import Primitives
import Runner
import Sessions
import SignedObjects
import TransferRecords
import Transport
import Updates

/// One command from its logged intent to its signed outcome. The agent runs nothing itself: the runner does, as a user who can do nothing
/// to the agent.
struct CommandWork: Sendable {
    let desk: SessionDesk
    let door: RunnerDoor
    let scripts: ScriptSource
    let logger: Logger

    /// Throws only where the agent's own disk fails.
    func run(_ running: RunningOperation, _ tap: OutputTap) async throws -> SignedObject<Outcome> {
        let operation = running.authorized.operation.body
        guard try await !desk.hadEffect(running) else {
            // An agent that is gone began it: nobody can say how far it came, and it is never begun twice.
            return try await desk.fail(running, Failure(.operationInterrupted, ["operation": operation.operation.description]))
        }
        let client: RunnerClient
        let timeout: Duration
        do {
            let order = try await self.order(operation, running.permit)
            // People who look after the machine read what runs on it; the words are another's.
            logger.notice(
                "a command runs",
                metadata: [
                    "operation": "\(operation.operation)",
                    "arguments": "\(order.call.arguments.map { DisplayText.quoted($0) }.joined(separator: " "))",
                ])
            timeout = .milliseconds(Int64(clamping: order.call.timeoutMillis))
            try await desk.effectBegins(running)
            client = try await door.begin(order.call, script: order.script)
        } catch let failure as Failure {
            return try await notPerformed(running, failure)
        }
        running.permit.onClose {
            client.cancel()
            tap.release()
        }
        tap.onCancel { client.cancel() }
        let thread = RunnerThread(client)
        var hasBegun = false
        let (output, errors) = (OutputCount(), OutputCount())
        do {
            while true {
                switch try await thread.next() {
                case .started:
                    hasBegun = true
                    await tap.send(.started)
                case .output(let bytes):
                    output.add(bytes)
                    await tap.send(.output(bytes, isErrors: false))
                case .errors(let bytes):
                    errors.add(bytes)
                    await tap.send(.output(bytes, isErrors: true))
                case .end(let end):
                    let effect = try CommandEffect(
                        exit: end.exit, signal: end.signal, output: output.finish(), errors: errors.finish(),
                        isTruncated: end.isTruncated, millis: end.millis)
                    return try await finish(running, Self.failure(end, running.permit, tap, timeout), effect)
                }
            }
        } catch let failure as Failure {
            guard hasBegun else { return try await notPerformed(running, failure) }
            let effect = try CommandEffect(
                exit: nil, signal: nil, output: output.finish(), errors: errors.finish(), isTruncated: false, millis: 0)
            return try await finish(running, running.permit.closed ?? failure, effect)
        }
    }

    /// What ended it before its own end; nil: it came there, with whatever status.
    private static func failure(_ end: RunnerEnd, _ permit: WorkPermit, _ tap: OutputTap, _ timeout: Duration) -> Failure? {
        switch end.reason {
        case .ended: nil
        case .timedOut: Failure(.commandTimeout, ["seconds": "\(timeout.wholeMilliseconds / 1000)"])
        case .cancelled: permit.closed ?? Failure(tap.isCancelled ? .commandCancelled : .commandLost)
        }
    }

    private func finish(
        _ running: RunningOperation, _ failure: Failure?, _ effect: CommandEffect
    ) async throws -> SignedObject<Outcome> {
        try await desk.finish(
            running, failure == nil ? .succeeded : .failed, because: failure, command: effect, bytes: 0)
    }

    private func notPerformed(_ running: RunningOperation, _ failure: Failure) async throws -> SignedObject<Outcome> {
        logger.info("a command was not run", metadata: ["failure": "\(failure)"])
        let reason = running.permit.closed ?? failure
        return try await desk.finish(running, .notPerformed, because: reason, bytes: 0)
    }

    private func order(
        _ operation: Sessions.Operation, _ permit: WorkPermit
    ) async throws -> (call: RunnerCall, script: [UInt8]) {
        switch operation.work {
        case .command(let command):
            let call = RunnerCall(
                id: operation.operation.description, arguments: command.arguments,
                directory: command.directory?.description ?? "",
                timeoutMillis: UInt64(clamping: command.timeout.wholeMilliseconds), outputLimit: command.outputLimit)
            return (call, [])
        case .script(let script):
            let fetched = try await scripts.fetch(script, under: operation.session, permit)
            let call = RunnerCall(
                id: operation.operation.description, arguments: [script.name] + script.arguments.map(\.text),
                environment: Self.environment(script),
                timeoutMillis: UInt64(clamping: fetched.description.timeout) * 1000,
                outputLimit: UInt64(clamping: fetched.description.output),
                script: RunnerCall.Script(length: fetched.bytes.count, digest: script.digest.description))
            return (call, fetched.bytes)
        default: throw Failure(.callInvalid, ["field": "operation"])
        }
    }

    /// HAMYAR_NAME for each; what the runner says itself is said by it alone.
    private static func environment(_ script: ScriptRun) -> [String: String] {
        var environment: [String: String] = [:]
        for argument in script.arguments where !["command", "run"].contains(argument.name) {
            environment["HAMYAR_" + argument.name.uppercased()] = argument.value
        }
        return environment
    }
}

/// Reads from the runner on a thread of its own: a command that is silent keeps nobody waiting.
private actor RunnerThread {
    private let thread = DiskThread("command")
    private let client: RunnerClient

    init(_ client: RunnerClient) {
        self.client = client
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    func next() throws -> RunnerClient.Event { try client.next() }
}

/// What came of one output. For one task.
private final class OutputCount {
    private var bytes: UInt64 = 0
    private var digest = DigestStream()

    func add(_ more: [UInt8]) {
        bytes += UInt64(more.count)
        digest.update(more)
    }

    /// Once.
    func finish() -> OutputDigest {
        var whole = DigestStream()
        swap(&whole, &digest)
        return OutputDigest(bytes: bytes, digest: whole.finish())
    }
}
