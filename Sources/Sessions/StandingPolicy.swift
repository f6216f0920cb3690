package import Cryptography
import Entitlement
package import Primitives

/// What the customer allows beforehand (`hamyar/policy/1`, signed by the agent for a configured person).
///
/// Never an authority by itself: on a matching request the agent signs an ordinary grant whose basis is the policy (design of trust,
/// "Signed objects").
package struct StandingPolicy: Hashable, Sendable {
    package let machine: MachineID
    package let policy: PolicyID
    /// Words `update:PRODUCT`, each once.
    package let allow: [ScopeWord]
    /// When work may begin.
    package let hours: [WeeklyHours]
    /// Whose clock on the wall `hours` mean: Asia/Tehran.
    package let zone: String
    package let notBefore: Timestamp
    package let until: Timestamp
    /// Rials that one request may cost; 0: only what costs nothing.
    package let costCap: Int64
    /// Who allowed it.
    package let approver: Approver

    /// - Throws: `object.field` when a value is outside its range.
    package init(
        machine: MachineID, policy: PolicyID, allow: [ScopeWord], hours: [WeeklyHours], zone: String, notBefore: Timestamp,
        until: Timestamp, costCap: Int64, approver: Approver
    ) throws(Failure) {
        try Field.check((1...SessionLimits.policyWords).contains(allow.count), "allow", limit: SessionLimits.policyWords)
        try Field.check(allow.allSatisfy { $0.kind == .update } && Set(allow).count == allow.count, "allow")
        try Field.check((1...SessionLimits.policyHours).contains(hours.count), "hours", limit: SessionLimits.policyHours)
        try Field.check(Set(hours).count == hours.count, "hours")
        try Field.check(Self.isZone(zone), "zone", limit: SessionLimits.wordNameCharacters)
        try Field.check(notBefore.milliseconds >= 0, "not_before")
        try Field.check(until > notBefore && until <= notBefore + SessionLimits.policyLife, "until")
        try Field.rials(costCap, "cost_cap")
        self.machine = machine
        self.policy = policy
        self.allow = allow
        self.hours = hours
        self.zone = zone
        self.notBefore = notBefore
        self.until = until
        self.costCap = costCap
        self.approver = approver
    }

    /// A new one by a person of the machine. Throws `consent.not-approver`, `consent.cost-limit`, `date.zone-missing`, `object.field`.
    package static func made(
        by person: ConfiguredPerson, machine: MachineID, allow: [ScopeWord], hours: [WeeklyHours], zone: String,
        notBefore: Timestamp, until: Timestamp, costCap: Int64
    ) throws(Failure) -> StandingPolicy {
        guard person.mayApprove else { throw Failure(.consentNotApprover, ["name": person.approver.name]) }
        guard costCap <= person.approver.costLimit else {
            throw Failure(.consentCostLimit, ["price": String(costCap), "limit": String(person.approver.costLimit)])
        }
        _ = try CivilZone(identifier: zone)
        return try StandingPolicy(
            machine: machine, policy: .random(), allow: allow, hours: hours, zone: zone, notBefore: notBefore, until: until,
            costCap: costCap, approver: person.approver)
    }

    /// Whether work that needs the word may begin at this moment. A zone that this machine does not know allows nothing.
    package func allows(_ word: ScopeWord, at time: Timestamp) -> Bool {
        guard allow.contains(where: { $0.contains(word) }), isCurrent(at: time) else { return false }
        guard let clock = try? CivilZone(identifier: zone), let date = try? clock.date(of: time) else { return false }
        let minute = clock.minuteOfDay(at: time)
        guard let day = Weekday(rawValue: (date.weekday + 5) % 7 + 1) else { return false }
        return hours.contains { $0.contains(day, minute: minute) }
    }

    /// Whether its time is now, at whatever hour.
    package func isCurrent(at time: Timestamp) -> Bool { notBefore <= time && time < until }

    /// A name of the time-zone database: never a path that climbs.
    private static func isZone(_ text: String) -> Bool {
        let names = text.split(separator: "/", omittingEmptySubsequences: false)
        return names.count <= 3 && text.utf8.count <= SessionLimits.wordNameCharacters
            && names.allSatisfy { PlainName.isValid(String($0)) }
    }
}

/// The customer takes a policy back, and with it every grant on it (`hamyar/policy-revocation/1`, signed by the agent).
package struct PolicyRevocation: Hashable, Sendable {
    package let digest: Digest
    package let policy: PolicyID
    package let machine: MachineID
    package let approver: Approver
    package let reason: String
    package let time: Timestamp

    package init(
        digest: Digest, policy: PolicyID, machine: MachineID, approver: Approver, reason: String, time: Timestamp
    ) throws(Failure) {
        try Field.text(reason, "reason", limit: SessionLimits.reasonCharacters)
        try Field.check(time.milliseconds >= 0, "time")
        self.digest = digest
        self.policy = policy
        self.machine = machine
        self.approver = approver
        self.reason = reason
        self.time = time
    }
}
