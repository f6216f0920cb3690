import CLinux
import ChildProcesses
import Foundation
import Glibc
package import Primitives
import Synchronization

/// Takes commands from the agent over one local socket, and runs each as an unprivileged user. It has no network of its own, and knows
/// neither sessions nor grants: the agent asks for nothing that it did not check.
package final class RunnerService: Sendable {
    private let settings: RunnerSettings
    private let connections = Mutex(0)
    private let running = Mutex(0)
    private let serial = Mutex(0)
    private let onLine: @Sendable (String) -> Void
    private static let acceptWait: Int32 = 1000

    /// - Parameter onLine: takes a line for the log.
    package init(_ settings: RunnerSettings, onLine: @escaping @Sendable (String) -> Void) {
        self.settings = settings
        self.onLine = onLine
    }

    /// Takes commands until the process ends.
    ///
    /// - Parameter announce: is told the socket's path when it listens.
    ///
    /// Throws runner.not-bound.
    package func run(announce: (String) -> Void) throws(Failure) {
        // Commands of the same user neither trace this process nor read its memory, and what leaves them becomes its child.
        _ = hamyar_stay_opaque()
        _ = hamyar_adopt_orphans()
        settings.groups?.sweep()
        let listener = try RunnerSocket.listen(at: settings.socket)
        announce(settings.socket)
        while true {
            guard let socket = listener.accept(within: Self.acceptWait) else {
                LiveChildren.reapOrphans()
                continue
            }
            serve(socket)
        }
    }

    private func serve(_ socket: consuming RunnerSocket) {
        guard take(connections, RunnerLimits.connections) else { return }
        let number = fcntl(socket.number, F_DUPFD_CLOEXEC, 0)
        Thread.detachNewThread { [self] in
            converse(RunnerSocket(owning: number))
            give(connections)
        }
    }

    private func converse(_ socket: consuming RunnerSocket) {
        let deadline = ContinuousClock.now + RunnerLimits.patience
        do {
            guard let user = socket.credentials?.user, user == settings.agentUser || user == 0 else {
                throw Failure(.commandRefused, ["reason": "user \(socket.credentials.map { "\($0.user)" } ?? "?")"])
            }
            guard let (frame, content) = try socket.receive(limit: RunnerLimits.call, until: deadline) else { return }
            if frame == .identity { return try socket.send(.identity, settings.commandUser, until: deadline) }
            guard frame == .call else { throw Failure(.commandRefused, ["reason": "frame"]) }
            let call = try RunnerSocket.decode(RunnerCall.self, content)
            let length = call.script?.length ?? 0
            guard (0...RunnerLimits.script).contains(length) else { throw Failure(.commandRefused, ["reason": "script"]) }
            let script = length > 0 ? try socket.read(length, until: deadline) ?? [] : []
            guard take(running, RunnerLimits.commands) else {
                throw Failure(.commandBusy, ["limit": "\(RunnerLimits.commands)"])
            }
            defer { give(running) }
            let end = try perform(call, script, socket)
            try? socket.send(.end, end, until: ContinuousClock.now + RunnerLimits.patience)
        } catch {
            let failure = error as? Failure ?? Failure(.commandRefused, ["reason": "\(error)"])
            onLine("\(failure)")
            try? socket.send(.refused, RunnerRefusal(failure), until: ContinuousClock.now + .seconds(1))
        }
    }

    /// Throws only before the command has started.
    private func perform(_ call: RunnerCall, _ script: [UInt8], _ socket: borrowing RunnerSocket) throws -> RunnerEnd {
        let group = settings.groups?.make(
            "\(getpid())-\(next())", ControlGroupLimits(memory: RunnerLimits.memory, processes: RunnerLimits.processes))
        defer {
            group?.remove()
            settings.groups?.sweepStrays()
            LiveChildren.reapOrphans(killing: true)
        }
        let command = try CommandCall(call, script: script, settings: settings, group: group)
        let program = command.program
        let deadline = ContinuousClock.now + (program.limits.time ?? RunnerLimits.time)
        onLine("\(call.id): \(call.arguments.map { $0.debugDescription }.joined(separator: " "))")
        let result: ProgramResult
        var sink: OutputSink
        do {
            let control = try ProgramControl(watching: socket.number)
            sink = OutputSink(number: socket.number, control: control, deadline: deadline)
            try socket.send(.started, UnsafeRawBufferPointer(start: nil, count: 0), until: deadline)
            result = try Program.run(program, control: control) { stream, bytes in
                sink.send(stream == .output ? .output : .errors, bytes)
            }
        } catch let error as ProgramNotStarted {
            if error.number == ECANCELED { throw Failure(.commandCancelled) }
            guard !error.isOfDirectory else {
                throw Failure(.commandDirectory, ["path": program.directory, "reason": error.description])
            }
            let code: Failure.Code = error.number == ENOENT && call.script == nil ? .commandNotFound : .commandNotStarted
            throw Failure(code, ["program": call.arguments[0], "reason": error.description])
        }
        onLine("\(call.id): \(result.end)")
        // As long as the agent takes it; it may be gone.
        try? sink.rest.withUnsafeBytes { try socket.write($0, until: ContinuousClock.now + RunnerLimits.patience) }
        return RunnerEnd(result, hasDropped: sink.hasDropped)
    }

    private func next() -> Int {
        serial.withLock { number in
            number &+= 1
            return number
        }
    }

    private func take(_ count: borrowing Mutex<Int>, _ limit: Int) -> Bool {
        count.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
    }

    private func give(_ count: borrowing Mutex<Int>) {
        count.withLock { $0 -= 1 }
    }
}

extension RunnerEnd {
    init(_ result: ProgramResult, hasDropped: Bool) {
        var (reason, exit, signal) = (Reason.ended, Int32?.none, Int32?.none)
        switch result.end {
        case .exited(let status): exit = status
        case .signalled(let number): signal = number
        case .timedOut: reason = .timedOut
        case .cancelled, .outputLimit: reason = .cancelled
        }
        self.init(
            reason: reason, exit: exit, signal: signal, isTruncated: result.isTruncated || hasDropped,
            millis: UInt64(clamping: result.duration.wholeMilliseconds))
    }
}
