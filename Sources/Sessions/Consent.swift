import Cryptography
package import Primitives

/// What the person chose at the prompt.
package struct ConsentChoice: Hashable, Sendable {
    /// Scope words of `--only`; empty: as asked.
    package let only: [ScopeWord]
    /// nil: as asked.
    package let duration: Duration?
    /// Rials of `--accept-cost`; nil where it was not given.
    package let acceptCost: Int64?

    package init(only: [ScopeWord] = [], duration: Duration? = nil, acceptCost: Int64? = nil) {
        self.only = only
        self.duration = duration
        self.acceptCost = acceptCost
    }
}

/// A request that a person or a person's policy allowed, with the grant to be signed. Only `Consent.approve` makes one.
package struct ApprovedRequest: Hashable, Sendable {
    package let request: Verified<Request>
    package let verdict: Verified<Verdict>
    package let grant: Grant

    fileprivate init(request: Verified<Request>, verdict: Verified<Verdict>, grant: Grant) {
        self.request = request
        self.verdict = verdict
        self.grant = grant
    }
}

/// The rules of consent, which only the agent applies (design of trust, "Who is the customer").
package enum Consent {
    /// Whether a request can be shown on this machine at all: it is for this machine, in time, entitled, and something of its scope is
    /// allowed here. What would be granted at most is the result.
    ///
    /// - Throws: `session.mismatch`, `session.expired`, `consent.verdict-expired`, `consent.not-covered`, `scope.forbidden`.
    package static func offer(
        _ request: Verified<Request>, _ verdict: Verified<Verdict>, machine: MachineID, allowed: AllowedScope, at time: Timestamp
    ) throws(Failure) -> Scope {
        let session = request.body.session.description
        guard request.body.machine == machine else {
            throw Failure(.sessionMismatch, ["object": "request", "field": "machine", "session": session])
        }
        guard verdict.body.request == request.digest, verdict.body.session == request.body.session else {
            throw Failure(.sessionMismatch, ["object": "verdict", "session": session])
        }
        guard time < request.body.notAfter else { throw Failure(.sessionExpired, ["session": session]) }
        guard time < verdict.body.validUntil else { throw Failure(.consentVerdictExpired, ["session": session]) }
        guard !verdict.body.isDenied else { throw Failure(.consentNotCovered, ["session": session]) }
        return try allowed.clamped(request.body.scope)
    }

    /// A person allows a request, narrowed as they chose.
    ///
    /// - Throws: what `offer` throws, and `consent.not-approver`, `scope.wider`, `consent.longer`, `consent.cost-not-accepted`,
    ///   `consent.cost-differs`, `consent.cost-limit`, `object.field`.
    package static func approve(
        _ request: Verified<Request>, _ verdict: Verified<Verdict>, by person: ConfiguredPerson,
        choice: ConsentChoice = ConsentChoice(),
        machine: MachineID, allowed: AllowedScope, checkpoint: CheckpointReference? = nil, at time: Timestamp
    ) throws(Failure) -> ApprovedRequest {
        let widest = try offer(request, verdict, machine: machine, allowed: allowed, at: time)
        guard person.mayApprove else { throw Failure(.consentNotApprover, ["name": person.approver.name]) }
        let scope = try widest.narrowed(to: choice.only)
        let duration = choice.duration ?? request.body.duration
        guard duration > .zero, duration <= request.body.duration else {
            throw Failure(.consentLonger, ["limit": String(request.body.duration.wholeMilliseconds)])
        }
        let price = verdict.body.price
        guard price == 0 || choice.acceptCost != nil else { throw Failure(.consentCostNotAccepted, ["price": String(price)]) }
        let basis = GrantBasis.person(person.approver)
        try checkCost(price: price, accepted: choice.acceptCost ?? 0, basis: basis)
        let grant = try Grant(
            request: request.digest, verdict: verdict.digest, session: request.body.session, machine: machine, scope: scope,
            duration: duration, approved: time, notAfter: time + duration, basis: basis, acceptedCost: price,
            checkpoint: checkpoint)
        return ApprovedRequest(request: request, verdict: verdict, grant: grant)
    }

    /// A standing policy allows what the agent asked by itself.
    ///
    /// - Parameter policy: verified, and not taken back, which the caller knows.
    /// - Throws: what `offer` throws, and `policy.not-allowed`, `consent.cost-limit` above the policy's cap.
    package static func approve(
        _ request: Verified<Request>, _ verdict: Verified<Verdict>, by policy: Verified<StandingPolicy>, machine: MachineID,
        allowed: AllowedScope, checkpoint: CheckpointReference? = nil, at time: Timestamp
    ) throws(Failure) -> ApprovedRequest {
        let scope = try offer(request, verdict, machine: machine, allowed: allowed, at: time)
        try check(policy, covers: request, at: time)
        let (price, duration) = (verdict.body.price, request.body.duration)
        let basis = GrantBasis.policy(policy.body.policy)
        try checkCost(price: price, accepted: price, basis: basis, cap: policy.body.costCap)
        let grant = try Grant(
            request: request.digest, verdict: verdict.digest, session: request.body.session, machine: machine, scope: scope,
            duration: duration, approved: time, notAfter: time + duration, basis: basis, acceptedCost: price,
            checkpoint: checkpoint)
        return ApprovedRequest(request: request, verdict: verdict, grant: grant)
    }

    /// Whether the policy is the one that the request names, is this machine's, and allows all of it at that time.
    /// - Throws: `policy.not-allowed`, `session.wrong-signer`.
    package static func check(
        _ policy: Verified<StandingPolicy>, covers request: Verified<Request>, at time: Timestamp
    ) throws(Failure) {
        guard let signer = policy.signer.name, signer.role == .machine, signer.id == request.body.machine.description else {
            throw Failure(.sessionWrongSigner, ["object": "policy", "session": request.body.session.description])
        }
        let isNamed = request.body.update?.policy == policy.body.policy && policy.body.machine == request.body.machine
        for word in request.body.scope.words where !isNamed || !policy.body.allows(word, at: time) {
            throw Failure(.policyNotAllowed, ["policy": policy.body.policy.description, "word": word.description])
        }
    }

    /// The accepted amount is the price to the rial, and within what the basis may accept.
    ///
    /// - Parameter cap: of the policy, where the basis is one.
    static func checkCost(price: Int64, accepted: Int64, basis: GrantBasis, cap: Int64 = 0) throws(Failure) {
        guard accepted == price else {
            throw Failure(.consentCostDiffers, ["price": String(price), "accepted": String(accepted)])
        }
        guard price > 0 else { return }
        let limit: Int64 =
            switch basis {
            case .person(let approver): approver.costLimit
            case .policy: cap
            }
        guard price <= limit else { throw Failure(.consentCostLimit, ["price": String(price), "limit": String(limit)]) }
    }
}
