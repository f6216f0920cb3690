import AuditLog
import AuditStorage
import Entitlement
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import Transport

/// A new session from a technician's verified request: evaluated, signed, stored and logged in one transaction.
struct SessionOpening: Sendable {
    let context: RelayContext
    let technician: Caller.Technician
    let request: Verified<Request>
    let signed: StoredSigned

    /// Returns false where the same request came before (H36); throws `session.conflict` where another one has its id,
    /// `entitlement.denied` and `entitlement.quote-needed` where it could not be granted, `machine.inactive`.
    func perform(in transaction: Transaction, at now: Timestamp) throws -> Bool {
        let body = request.body
        if let known = try transaction.sessions.find(body.session) {
            guard known.session.request == request.digest else {
                throw Failure(.sessionConflict, ["object": "request", "session": body.session.description])
            }
            return false
        }
        guard !body.vendorDefect || technician.isAdmin else { throw Failure(.callForbidden, ["method": "session.request"]) }
        let machine = try Lookup(transaction: transaction, scope: technician.scope).machine(body.machine.description)
        guard machine.state == .active else {
            throw Failure(.machineInactive, ["machine": machine.name, "state": machine.state.rawValue])
        }
        try leaveRoom(on: machine, transaction)
        let lines = try VerdictMaking(transaction: transaction, zone: context.zone)
            .lines(of: body, customer: machine.customer, received: now, quotes: .strict)
        for line in lines { try line.verdict.admit(line.question.kind) }

        let session = try Session(request: request, at: now)
        let row = try transaction.sessions.insert(
            session, request: signed, customer: machine.customer, organisation: machine.organisation, at: now)
        var record = SessionRecord(row, in: transaction, context: context, at: now)
        try record.log(.sessionRequested, payload: signed.bytes)
        try transaction.sessionEvents.append(
            state: session.phase.rawValue, code: AuditKind.sessionRequested.rawValue, to: session.id, at: now)
        _ = try record.issueVerdict(lines, for: request)
        try record.seal()
        return true
    }
}

extension SessionOpening {
    /// Sessions that may be open on one machine: an agent takes no more. Ours: an installation tool may ask for one for each of
    /// its steps, and a hundred at once are nothing special (issue 3).
    static let openOnMachine = 1024
    /// Of those, by one technician: nobody can keep the others from a machine.
    static let openByTechnician = 256

    private func leaveRoom(on machine: MachineRecord, _ transaction: Transaction) throws {
        let open = try transaction.sessions.openCount(on: machine.id, of: technician.id)
        for (count, limit) in [(open.all, Self.openOnMachine), (open.own, Self.openByTechnician)] where count >= limit {
            throw Failure(.sessionsTooMany, ["limit": String(limit)])
        }
    }
}

extension SessionRecord {
    /// Signs and stores what the contract says to the request, over the log's state at this moment.
    mutating func issueVerdict(_ lines: [VerdictMaking.Line], for request: Verified<Request>) throws -> Verified<Verdict> {
        let parts = lines.flatMap(\.parts)
        let verdict = try Verdict(
            request: request.digest, session: session.id, parts: parts,
            conditions: lines.flatMap { try $0.verdict.sessionConditions() }.uniqued(),
            price: parts.reduce(0) { $0 + $1.toAccept }, issued: now,
            // A stored request waits for days: the grant is evaluated again in any case, and void where the verdict has changed.
            validUntil: max(now + VerdictMaking.validity, request.body.notAfter),
            checkpoint: try checkpoint())
        let (signed, verified) = try context.trust.sign(verdict)
        try transaction.sessionObjects.append(signed, kind: .verdict, to: session.id, at: now)
        for condition in verdict.conditions where SessionGate.codes.contains(condition.code) {
            try transaction.sessionConditions.require(condition.code, of: session.id)
        }
        return verified
    }
}
