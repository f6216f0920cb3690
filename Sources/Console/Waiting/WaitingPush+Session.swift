import Cryptography
import Messages
import Primitives
import Sessions
import SignedObjects

/// A push that waits under a session that was asked for before: no further request, and the session does not end with it.
extension WaitingPush {
    /// The session that was named, where it allows the push or may yet.
    ///
    /// - Throws: `console.argument` for another kind of service than the session's, `session.not-granted`, and what
    ///   `FileCarrier.session` throws but for `session.waiting`.
    func session(
        _ named: String, for destination: ScopePath, _ choices: WaitingChoices, _ desk: TechnicianDesk
    ) async throws -> SessionFacts {
        guard case .machine(let machine) = choices.target else {
            throw Failure(.consoleArgument, ["option": "--session", "value": named, "reason": "without --to"])
        }
        let facts = try await desk.session(named)
        try desk.own(facts)
        if facts.phase == .ended, let reason = facts.standstill { throw reason }
        // The relay knows which machine a number or name means; the session itself says only its id.
        let there = try await desk.sessions(openOnly: true, machine: machine, mine: true)
        guard there.contains(where: { $0.request.digest == facts.request.digest }) else {
            throw Failure(.sessionMismatch, ["object": "machine", "session": facts.number])
        }
        let kinds = facts.request.body.lines.map(\.kind)
        guard kinds.contains(choices.kind) else {
            throw Failure(
                .consoleArgument, ["option": "--kind", "value": choices.kind, "reason": kinds.joined(separator: ", ")])
        }
        let word = ScopeWord.push(destination)
        guard (facts.grant?.body.scope ?? facts.request.body.scope).permits(word) else {
            throw Failure(.sessionNotGranted, ["machine": machine, "word": word.description])
        }
        return facts
    }

    /// Whether the machine is not connected now: a transfer would only knock until its patience ends.
    ///
    /// - Throws: `find` codes.
    package func isAway(_ machine: String) async throws -> Bool {
        try await TechnicianDesk.sit(at: carrier.door) { desk in
            try await !chosen(.machine(machine), desk).contains { $0.online }
        }
    }

    /// Operations under the session's own request.
    func stored(
        _ machine: WireMachine, under session: SessionFacts, _ source: WaitingSource, _ destination: ScopePath,
        _ choices: WaitingChoices
    ) throws -> WaitingPlan.Machine {
        let notAfter = min(carrier.clock.now() + choices.keepFor, carrier.door.identity.certificate.notAfter)
        return WaitingPlan.Machine(
            id: machine.id, number: machine.number, name: machine.name, customer: machine.customer,
            request: try session.request.message.bytes,
            operations: try operations(on: session.request, source, destination, choices, until: notAfter),
            session: session.number, refused: nil, isStored: false, isOwnSession: true)
    }
}
