import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import Primitives
import Sessions
import SignedObjects
import Storage

/// What the people of this machine allow beforehand.
extension SessionDesk {
    /// A person allows something beforehand. Throws what `StandingPolicy.made` throws, `policy.too-many`.
    func addPolicy(
        allow: [ScopeWord], hours: [WeeklyHours], zone: String, until: Timestamp, costCap: Int64, by person: ConfiguredPerson
    ) throws -> StoredPolicy {
        let time = trust.time()
        let body = try StandingPolicy.made(
            by: person, machine: machine, allow: allow, hours: hours, zone: zone, notBefore: time, until: until,
            costCap: costCap)
        let signed = try StoredSigned(SignedObject<StandingPolicy>.sign(body, by: journal.identity.current).message)
        let stored = try journal.write(at: clock.reading().wall) { entries, transaction in
            guard try transaction.policies.current(at: time).count < AgentPolicies.limit else {
                throw Failure(.policyTooMany, ["limit": String(AgentPolicies.limit)])
            }
            try transaction.policies.add(body.policy, signed, until: body.until, at: time)
            entries.add(
                .policyAdded, ["policy": body.policy.description, "uid": String(person.approver.uid)], payload: signed.bytes)
            return try transaction.policies.find(body.policy)
        }
        changes.raise()
        guard let stored else { throw Failure(.policyUnknown, ["text": body.policy.description]) }
        return stored
    }

    /// Newest first, those of the past too.
    func policies() throws -> [StoredPolicy] {
        try journal.database.read { try $0.policies.all() }
    }

    /// A person takes a policy back: nothing begins on it any more, and what was granted on it ends, with or without the relay.
    ///
    /// - Parameter text: the id, or as much of its beginning as means one.
    /// - Throws: `policy.unknown`, `consent.not-approver`.
    func revokePolicy(_ text: String, reason: String, by person: ConfiguredPerson) throws -> StoredPolicy {
        guard person.mayApprove else { throw Failure(.consentNotApprover, ["name": person.approver.name]) }
        let found = try findPolicy(text)
        let time = trust.time()
        let body = try PolicyRevocation(
            digest: found.policy.digest, policy: found.id, machine: machine, approver: person.approver,
            reason: DisplayText.stripped(reason, limit: SessionLimits.reasonCharacters), time: time)
        let signed = try StoredSigned(SignedObject<PolicyRevocation>.sign(body, by: journal.identity.current).message)
        try journal.write(at: clock.reading().wall) { entries, transaction in
            guard try transaction.policies.revoke(found.id, signed, at: time) else { return }
            entries.add(
                .policyRevoked, ["policy": found.id.description, "uid": String(person.approver.uid)], payload: signed.bytes)
        }
        for session in open.values where session.request.body.update?.policy == found.id {
            if case .policy? = session.grant?.body.basis {
                _ = try revoke(session.id.description, reason: reason, by: person)
            } else if session.session.phase.takesConsent {
                _ = try deny(session.id.description, reason: reason, by: person)
            }
        }
        changes.raise()
        return try findPolicy(found.id.description)
    }

    func findPolicy(_ text: String) throws -> StoredPolicy {
        let matches = try policies().filter { $0.id.description == text || $0.id.description.hasPrefix(text) && text.count >= 8 }
        guard let found = matches.first, matches.count == 1 else {
            throw Failure(.policyUnknown, ["text": DisplayText.stripped(text, limit: 64)])
        }
        return found
    }

    /// A policy in force, verified. Throws `policy.unknown`, `policy.revoked`.
    func policy(_ id: PolicyID) throws -> SignedObject<StandingPolicy> {
        guard let stored = try journal.database.read({ try $0.policies.find(id) }) else {
            throw Failure(.policyUnknown, ["text": id.description])
        }
        guard stored.revocation == nil else { throw Failure(.policyRevoked, ["policy": id.description]) }
        return try trust.current().reopen(SignedMessage(bytes: stored.policy.bytes), from: .machine)
    }

    /// The oldest policy that allows the word at this moment; nil: none does.
    func policy(allowing word: ScopeWord) throws -> PolicyID? {
        let time = trust.time()
        return try journal.database.read { try $0.policies.current(at: time) }.first { stored in
            guard let object = try? policy(stored.id) else { return false }
            return object.body.allows(word, at: time)
        }?.id
    }

    /// The relay has it.
    func reported(_ policy: StoredPolicy) throws {
        try journal.database.write { try $0.policies.reported(policy) }
    }
}

extension AuditKind {
    /// A person allowed something beforehand; the signed policy is the payload.
    static let policyAdded = AuditKind(rawValue: "policy.added")
    /// A person took it back.
    static let policyRevoked = AuditKind(rawValue: "policy.revoked")
}
