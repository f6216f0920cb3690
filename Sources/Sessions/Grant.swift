package import Cryptography
package import Primitives

/// On whose word a grant rests.
package enum GrantBasis: Hashable, Sendable {
    case person(Approver)
    case policy(PolicyID)
}

/// The customer's side allows a request (`hamyar/grant/1`, signed by the agent over both digests).
///
/// As a value it is only a claim. The agent signs one only for an `ApprovedRequest`, and an agent acts only on an `ActivatedGrant`.
package struct Grant: Hashable, Sendable {
    package let request: Digest
    package let verdict: Digest
    package let session: SessionID
    package let machine: MachineID
    /// As narrowed by the customer.
    package let scope: Scope
    package let duration: Duration
    package let approved: Timestamp
    package let notAfter: Timestamp
    package let basis: GrantBasis
    /// Rials; exactly the verdict's price.
    package let acceptedCost: Int64
    /// The latest checkpoint of the agent's log.
    package let checkpoint: CheckpointReference?

    /// - Throws: `object.field` when a value is outside its range.
    package init(
        request: Digest, verdict: Digest, session: SessionID, machine: MachineID, scope: Scope, duration: Duration,
        approved: Timestamp,
        notAfter: Timestamp, basis: GrantBasis, acceptedCost: Int64, checkpoint: CheckpointReference?
    ) throws(Failure) {
        try Field.check(duration > .zero && duration <= SessionLimits.longestGrant, "duration", limit: 86_400_000)
        try Field.check(approved.milliseconds >= 0, "approved")
        try Field.check(notAfter > approved && notAfter <= approved + duration, "not_after")
        try Field.rials(acceptedCost, "accepted_cost")
        self.request = request
        self.verdict = verdict
        self.session = session
        self.machine = machine
        self.scope = scope
        self.duration = .milliseconds(duration.wholeMilliseconds)
        self.approved = approved
        self.notAfter = notAfter
        self.basis = basis
        self.acceptedCost = acceptedCost
        self.checkpoint = checkpoint
    }
}
