import Cryptography
import Primitives
import Sessions
import SignedObjects
import Synchronization
import TransferRecords
import Transport

extension FileCarrier {
    /// Has a machine run a command or a script under a session that allows it, and hands on what it writes as it writes it.
    ///
    /// Where the way is lost the command goes on, and this listens to it again; what it wrote meanwhile is not sent again.
    ///
    /// - Parameters:
    ///   - named: number or id of the session, where a machine has several.
    ///   - onOutput: told whether it is of standard error.
    /// - Throws: `session` codes where nothing allows it. What the machine signed is no error here: `CommandReport.failure` says it.
    package func run(
        _ machine: String, _ request: CommandRequest, session named: String?, cancel: CommandCancel,
        onOutput: @escaping @Sendable (Bool, [UInt8]) -> Void
    ) async throws -> CommandReport {
        try await TechnicianDesk.sit(at: door) { desk in
            let session = try await self.session(on: machine, named: named, for: [request.word()], desk)
            let work = try await request.work(ReleaseTrust(door.home), RelayMetadata(desk), clock: clock)
            let operation = try SignedObject.sign(self.operation(work, in: session), by: door.identity.signing)
            let check = OutcomeCheck(
                machine: session.request.body.machine, operation: operation, pins: MachinePins(door.home))
            let seen = SeenOutput()
            let outcome = try await persist(desk) { desk, patience in
                var transfer = try await TransferStream(BulkCalls.commandRun, operation, on: desk.connection)
                let stream = transfer.stream
                cancel.onCancel { Task { try? await stream.send(.error(Failure(.commandCancelled))) } }
                while true {
                    switch try await transfer.next() {
                    case .started: patience.reached(0)
                    case .output(let bytes, let isErrors):
                        patience.reached(seen.add(bytes, isErrors))
                        onOutput(isErrors, bytes)
                    case .outcome(let signed):
                        try? await stream.finish()
                        return try check.verify(signed, trust: desk.trust, at: desk.judgingTime)
                    default: throw TransferStream.unexpected
                    }
                }
            }
            return CommandReport(
                work, outcome, machine: session.request.body.machine, number: session.number, seen: seen)
        }
    }
}

extension Failure.Code {
    /// The technician cancelled the command.
    static let commandCancelled = Failure.Code(rawValue: "command.cancelled")
}

/// What came of a command's output: its beginning for the document, and its digests to be compared with what the machine signed.
final class SeenOutput: Sendable {
    /// Bytes of each output that a document holds.
    static let kept = 1 << 20

    private struct State {
        var output = Part()
        var errors = Part()
    }

    private struct Part {
        var bytes: [UInt8] = []
        var count: UInt64 = 0
    }

    private let state = Mutex(State())

    /// - Returns: how much has come in all.
    func add(_ bytes: [UInt8], _ isErrors: Bool) -> Int64 {
        state.withLock { state in
            func add(_ part: inout Part) {
                part.count += UInt64(bytes.count)
                part.bytes += bytes.prefix(max(0, Self.kept - part.bytes.count))
            }
            if isErrors { add(&state.errors) } else { add(&state.output) }
            return Int64(clamping: state.output.count + state.errors.count) + 1
        }
    }

    /// How many bytes came, and the first ones as text.
    func text(errors: Bool) -> (count: UInt64, text: String) {
        let part = state.withLock { errors ? $0.errors : $0.output }
        return (part.count, String(decoding: part.bytes, as: UTF8.self))
    }
}
