import AuditLog
import Cryptography
package import Messages
import Primitives
package import Sessions
package import SignedObjects

/// The signed objects of a session as the relay shows them, each verified here: a relay that is taken over can show nothing
/// that nobody signed.
package struct SessionFacts: Sendable {
    package let view: WireSessionView
    package let request: SignedObject<Request>
    package let verdict: SignedObject<Verdict>?
    package let grant: SignedObject<Grant>?
    package let activation: SignedObject<Activation>?
    package let outcomes: [SignedObject<Outcome>]
    /// Commands, scripts and diagnoses, oldest first.
    package let operations: [SignedObject<Operation>]

    /// - Throws: `envelope`, `certificate`, `object` and `trust` codes; `session.mismatch` where objects do not belong together.
    package init(_ view: WireSessionView, trust: Trust) throws {
        self.view = view
        request = try Self.request(SignedMessage(wire: view.request), trust)
        verdict = view.hasVerdict ? try trust.openRelays(SignedMessage(wire: view.verdict)) : nil
        grant = view.hasGrant ? try trust.reopen(SignedMessage(wire: view.grant), from: .machine) : nil
        activation = view.hasActivation ? try trust.openRelays(SignedMessage(wire: view.activation)) : nil
        outcomes = try view.outcomes.map { try trust.reopen(SignedMessage(wire: $0), from: .machine) }
        let signer: PeerRole = request.body.initiator == .agent ? .machine : .technician
        operations = try view.operations.map { try trust.reopen(SignedMessage(wire: $0), from: signer) }
        try check()
    }

    /// Who asks signs: the technician, or the machine itself where its agent began (standing policies).
    private static func request(_ message: SignedMessage, _ trust: Trust) throws -> SignedObject<Request> {
        do {
            return try trust.reopen(message, from: .technician)
        } catch let failure as Failure {
            let own: SignedObject<Request>? = try? trust.reopen(message, from: .machine)
            guard let own, own.body.initiator == .agent, own.verified.signer.name?.id == own.body.machine.description else {
                throw failure
            }
            return own
        }
    }

    /// For people: S-1042 where the relay gave a number.
    package var number: String { view.number.isEmpty ? request.body.session.description : view.number }
    package var phase: SessionPhase? { SessionPhase(rawValue: view.state) }
    /// Two words over the request's digest, as the customer sees them.
    package var checkWords: String { CheckWords.words(for: request.digest).joined(separator: " ") }

    /// Commands, scripts and diagnoses whose outcome is not known.
    package var running: [SignedObject<Operation>] {
        let told = Set(outcomes.map(\.body.operation))
        return operations.filter { !told.contains($0.body.operation) }
    }

    private func check() throws(Failure) {
        try match(view.session == request.body.session.description, "request")
        if let verdict { try match(verdict.body.request == request.digest, "verdict") }
        if let grant { try check(grant) }
        if let activation { try match(activation.body.grant == grant?.digest, "activation") }
        for outcome in outcomes {
            try match(
                outcome.body.session == request.body.session
                    && outcome.verified.signer.name?.id == request.body.machine.description, "outcome")
        }
        for operation in operations {
            try match(
                operation.body.session == request.body.session && operation.body.request == request.digest
                    && operation.verified.signer.name?.id == request.verified.signer.name?.id, "operation")
        }
    }

    /// A list shows requests and grants without their verdicts: what can be compared is.
    private func check(_ grant: SignedObject<Grant>) throws(Failure) {
        if let verdict {
            _ = try MatchedGrant(request: request.verified, verdict: verdict.verified, grant: grant.verified)
            return
        }
        let (asked, given) = (request.body, grant.body)
        try match(
            given.request == request.digest && given.session == asked.session && given.machine == asked.machine
                && grant.verified.signer.name?.id == asked.machine.description && asked.scope.contains(given.scope), "grant")
    }

    private func match(_ holds: Bool, _ object: String) throws(Failure) {
        guard holds else { throw Failure(.sessionMismatch, ["object": object, "session": view.number]) }
    }
}
