import Primitives

extension LineEvaluation {
    /// What became of a predicate; where it fails, the reason of the price that holds instead.
    enum Test {
        case holds
        case fails(EntitlementReason)
        /// Nobody knows what it asks for.
        case unknown(EntitlementReason)
    }

    func test(_ predicate: PlanPredicate) -> Test {
        switch predicate {
        case .distanceBelow(let limit): distance(below: limit)
        case .samePlatform: platform()
        case .boughtVersion: same(question.version, standing.line.version, else: .pricedByVersion, "version")
        case .coordinated(let days): coordinated(days)
        }
    }

    private func distance(below limit: Int64) -> Test {
        guard let distance = question.distance, distance.metres >= 0 else {
            return .unknown(EntitlementReason(.deniedUnknownDistance, ["limit": String(limit)]))
        }
        if distance.metres < limit { return .holds }
        let parameters = ["metres": String(distance.metres), "limit": String(limit)]
        return .fails(EntitlementReason(.pricedByDistance, parameters))
    }

    /// A line for `linux` has every release of it, one for `linux-x86_64` that alone. The work names none: it is for the line's own.
    private func platform() -> Test {
        guard let asked = question.platform else { return .holds }
        let (own, wanted) = (TextFolding.fold(standing.line.platform), TextFolding.fold(asked))
        if wanted == own || (!own.isEmpty && wanted.hasPrefix(own + "-")) { return .holds }
        return .fails(EntitlementReason(.pricedByPlatform, ["asked": asked, "platform": standing.line.platform]))
    }

    /// The work names none: it is for the line's own.
    private func same(
        _ asked: String?, _ own: String, else code: EntitlementReason.Code, _ name: String
    ) -> Test {
        guard let asked, TextFolding.fold(asked) != TextFolding.fold(own) else { return .holds }
        return .fails(EntitlementReason(code, ["asked": asked, name: own]))
    }

    /// Requirement B12: doubt favours the customer, so that everything counts that was there at the latest instant at which the
    /// host may have changed. A change of which nobody knows anything was not coordinated.
    private func coordinated(_ leadBusinessDays: Int) -> Test {
        let fails = Test.fails(EntitlementReason(.pricedUncoordinated, ["days": String(leadBusinessDays)]))
        guard let change = question.hostChange else { return fails }
        if [change.returned, change.answered].contains(where: { $0.map { $0 <= change.latest } ?? false }) { return .holds }
        // One that was answered too late was still unanswered then.
        guard let notified = change.notified,
            let lead = try? businessTime?.adding(businessDays: leadBusinessDays, to: notified), lead <= change.latest
        else { return fails }
        return .holds
    }
}
