import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage

/// The customer said yes: the relay evaluates again and holds in the same transaction (promise D2).
///
/// Where the verdict changed meanwhile, the grant is void and the new verdict goes back for a new prompt.
struct Granting: Sendable {
    let grant: Verified<Grant>
    let signed: StoredSigned

    func perform(on record: inout SessionRecord) throws -> WireGrantReply {
        if let answer = try repeated(record) { return answer }
        let request = try record.request()
        let shown = try record.verdict()
        let policy = try policy(record)
        let matched = try MatchedGrant(request: request, verdict: shown, grant: grant, policy: policy)
        let known = try holds(of: request.body, record)
        let lines = try VerdictMaking(
            transaction: record.transaction, zone: record.context.zone, granted: record.now
        ).lines(
            of: request.body, customer: record.row.customer, received: record.row.created, quotes: .lenient, holds: known)
        let isPromised = lines.flatMap(\.parts).map(\.promise) == shown.body.parts.map(\.promise)
        if isPromised { try SessionGate(record: record).admit(lines) }
        _ = try record.apply(.granted(matched), kind: .sessionGranted, object: (.grant, signed), parameters: approver)
        guard isPromised else { return try void(lines, request, &record) }
        return try activate(matched, lines, known, policy, &record)
    }

    /// The policy that the grant rests on. Throws `policy.unknown`, `policy.revoked`.
    private func policy(_ record: SessionRecord) throws -> Verified<StandingPolicy>? {
        guard case .policy(let id) = grant.body.basis else { return nil }
        guard let reported = try record.transaction.policies.find(id), reported.machine == record.session.machine else {
            throw Failure(.policyUnknown, ["text": id.description])
        }
        guard reported.revocation == nil else { throw Failure(.policyRevoked, ["policy": id.description]) }
        return try record.context.trust.reopen(reported.policy, from: .machine)
    }

    /// One reservation for a line, for ever: a grant after a suspension finds the one of before.
    private func holds(of request: Request, _ record: SessionRecord) throws -> [Int: Hold] {
        let held = try request.lines.compactMap { line in
            try record.transaction.ledger.hold(of: .session(record.session.id, line: line.number))
        }
        return Dictionary(held.filter { $0.state == .open }.map { ($0.work.line, $0) }) { first, _ in first }
    }

    /// The same grant again: its answer may have been lost (H36). That of a session which ended meanwhile is refused as any other.
    private func repeated(_ record: SessionRecord) throws -> WireGrantReply? {
        let session = record.session
        let objects = record.transaction.sessionObjects
        var reply = WireGrantReply()
        switch session.phase {
        case .active where session.grant?.digest == grant.digest:
            guard let stored = try objects.current(.activation, of: session.id) else { return nil }
            reply.activation = try stored.message()
        case .delivered where isVoid(in: session), .seen where isVoid(in: session):
            guard let stored = try objects.current(.verdict, of: session.id) else { return nil }
            reply.verdict = try stored.message()
        default: return nil
        }
        return reply
    }

    /// Whether it was answered with a changed verdict before.
    private func isVoid(in session: Session) -> Bool {
        session.grant == nil && session.grants.contains(grant.digest)
    }

    private func void(
        _ lines: [VerdictMaking.Line], _ request: Verified<Request>, _ record: inout SessionRecord
    ) throws -> WireGrantReply {
        let verdict = try record.issueVerdict(lines, for: request)
        guard let stored = try record.transaction.sessionObjects.current(.verdict, of: record.session.id) else {
            throw Failure(.sessionWrongState, ["session": record.session.id.description])
        }
        _ = try record.apply(.voided(verdict), kind: .sessionVoided, object: (.verdict, stored))
        try record.seal()
        var reply = WireGrantReply()
        reply.verdict = try stored.message()
        return reply
    }

    private func activate(
        _ matched: MatchedGrant, _ lines: [VerdictMaking.Line], _ known: [Int: Hold],
        _ policy: Verified<StandingPolicy>?, _ record: inout SessionRecord
    ) throws -> WireGrantReply {
        var holds: [LineHold] = []
        for (line, sessionLine) in zip(lines, matched.request.body.lines) {
            let hold = try known[sessionLine.number]?.id ?? hold(line, sessionLine, policy, record)
            holds.append(try LineHold(line: sessionLine.number, hold: hold))
        }
        let (stored, activation) = try record.context.trust.sign(matched.activation(holds: holds, at: record.now))
        _ = try record.apply(
            .activated(ActivatedGrant.match(matched, activation)), kind: .sessionActivated, object: (.activation, stored))
        try record.seal()
        var reply = WireGrantReply()
        reply.activation = try stored.message()
        return reply
    }

    private func hold(
        _ line: VerdictMaking.Line, _ sessionLine: SessionLine, _ policy: Verified<StandingPolicy>?, _ record: SessionRecord
    ) throws -> HoldID {
        let price = line.parts.reduce(0) { $0 + $1.toAccept }
        let hold = try record.transaction.ledger.hold(
            HoldRequest(
                key: "\(record.session.id)/\(sessionLine.number)/\(grant.digest)", account: line.account,
                question: line.question, work: .session(record.session.id, line: sessionLine.number),
                actor: record.session.machine.description, reason: "granted", acceptedPrice: Money(rials: price),
                acceptance: acceptance(of: line, policy), met: line.verdict.conditions.map(\.code)),
            in: try record.transaction.entitlementSetting(in: record.context.zone), at: record.now)
        try record.transaction.sessionLines.hold(hold.id, line: sessionLine.number, of: record.session.id)
        try logAcceptances(of: line, record)
        return hold.id
    }

    /// The approver's word at the prompt, or in the policy up to its cap, which the grant signs.
    private func acceptance(of line: VerdictMaking.Line, _ policy: Verified<StandingPolicy>?) -> PromptAcceptance? {
        guard line.parts.contains(where: { $0.toAccept > 0 || !$0.quote.isEmpty && !$0.accepted }) else { return nil }
        let approver: Approver? =
            switch grant.body.basis {
            case .person(let approver): approver
            case .policy: policy?.body.approver
            }
        return approver.map { PromptAcceptance(person: $0.name, evidence: grant.digest.description) }
    }

    private func logAcceptances(of line: VerdictMaking.Line, _ record: SessionRecord) throws {
        for case .quoted(_, let number, isAccepted: false)? in line.verdict.parts.map(\.price) {
            let quote = try record.transaction.quotes.require(number: number)
            try record.log(
                .quoteAccepted, payload: quote.digest.bytes, ["quote": quote.id.description, "number": "Q-\(number)"])
        }
    }

    private var approver: [String: String] {
        switch grant.body.basis {
        case .person(let approver): ["approver": approver.name, "uid": String(approver.uid)]
        case .policy(let policy): ["policy": policy.description]
        }
    }
}

extension Sessions.VerdictPart {
    /// What the customer agreed to. What is left afterwards may differ, because others may have drawn meanwhile.
    fileprivate var promise: Promise {
        Promise(
            line: line, quantity: quantity, coverage: coverage, rule: rule, bucket: bucket, price: price, until: until,
            contract: contract, quoteNeeded: quoteNeeded, quote: quote, accepted: accepted)
    }

    fileprivate struct Promise: Equatable {
        let line: Int
        let quantity: Int64
        let coverage: Coverage
        let rule: String
        let bucket: String
        let price: Int64
        let until: String
        let contract: String
        let quoteNeeded: Bool
        let quote: String
        let accepted: Bool
    }
}
