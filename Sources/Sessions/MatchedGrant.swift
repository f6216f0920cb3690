import Cryptography
package import Primitives

/// A verified grant that belongs to a verified request and verdict, and allows nothing beyond them.
package struct MatchedGrant: Hashable, Sendable {
    package let request: Verified<Request>
    package let verdict: Verified<Verdict>
    package let grant: Verified<Grant>

    /// Compares the three.
    ///
    /// - Parameter policy: that the grant rests on, where it names one; without it, such a grant costs nothing.
    /// - Throws: `session.mismatch` (field), `session.wrong-signer`, `scope.wider`, `consent.longer`, `consent.not-covered`,
    ///   `consent.cost-differs`, `consent.cost-limit`, `policy.not-allowed`.
    package init(
        request: Verified<Request>, verdict: Verified<Verdict>, grant: Verified<Grant>,
        policy: Verified<StandingPolicy>? = nil
    ) throws(Failure) {
        let asked = request.body
        let given = grant.body
        func match(_ holds: Bool, _ field: String) throws(Failure) {
            guard holds else {
                throw Failure(.sessionMismatch, ["object": "grant", "field": field, "session": asked.session.description])
            }
        }
        try match(verdict.body.request == request.digest && verdict.body.session == asked.session, "verdict")
        try match(given.request == request.digest, "request")
        try match(given.verdict == verdict.digest, "verdict")
        try match(given.session == asked.session, "session")
        try match(given.machine == asked.machine, "machine")
        guard let signer = grant.signer.name, signer.role == .machine, signer.id == asked.machine.description else {
            throw Failure(.sessionWrongSigner, ["object": "grant", "session": asked.session.description])
        }
        guard asked.scope.contains(given.scope) else { throw Failure(.scopeWider, ["session": asked.session.description]) }
        guard given.duration <= asked.duration else { throw Failure(.consentLonger) }
        guard !verdict.body.isDenied else { throw Failure(.consentNotCovered) }
        var cap: Int64 = 0
        if let policy, case .policy(let id) = given.basis {
            try match(policy.body.policy == id, "policy")
            try Consent.check(policy, covers: request, at: given.approved)
            cap = policy.body.costCap
        }
        try Consent.checkCost(price: verdict.body.price, accepted: given.acceptedCost, basis: given.basis, cap: cap)
        self.request = request
        self.verdict = verdict
        self.grant = grant
    }

    /// The relay's activation of this grant, once it holds what the grant spends.
    /// - Throws: `session.mismatch` unless there is exactly one hold entry for each line.
    package func activation(holds: [LineHold], at time: Timestamp) throws(Failure) -> Activation {
        let activation = try Activation(grant: grant.digest, session: request.body.session, holds: holds, activated: time)
        guard covers(activation.holds) else {
            throw Failure(.sessionMismatch, ["object": "activation", "field": "holds"])
        }
        return activation
    }

    func covers(_ holds: [LineHold]) -> Bool {
        holds.map(\.line).sorted() == request.body.lines.map(\.number)
    }
}
