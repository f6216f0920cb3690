package import Entitlement
package import Primitives
package import Storage

extension Transaction {
    /// What a contract gives at an instant; lines whose place another one took are left out.
    ///
    /// Throws `storage.no-such-row`, for another organisation's customer too.
    package func entitlementReport(
        of id: ContractID, scope: OrganisationScope = .all, in setting: EntitlementSetting, at time: Timestamp
    ) throws -> EntitlementReport {
        guard let contract = try contracts.find(id, scope: scope) else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
        let lines = try contracts.lines(of: id).filter { try contracts.replacement(of: $0.id) == nil }
        return EntitlementReport(
            contract: contract, customer: try customers.require(contract.customer),
            lines: try lines.compactMap { try report(of: $0, in: setting, at: time) },
            points: try club.balance(of: contract.customer))
    }

    private func report(
        of line: ContractLine, in setting: EntitlementSetting, at time: Timestamp
    ) throws -> LineReport? {
        let standing = try standings.line(line.id)
        guard let term = standing.term(at: time, in: setting.zone) else { return nil }
        let today = try setting.zone.date(of: time)
        let pages = PlanPages(term: term, standing: standing, today: today, setting: setting)
        let open = try quotes.list(contract: line.contract, openOnly: true, scope: .all, at: time)
        return LineReport(
            line: line, term: term, guaranteeEnd: term.end(of: .guarantee),
            isInside: term.contains(time, within: .support, in: setting.zone),
            daysLeft: max(0, term.interval.end.dayNumber - max(today, term.interval.start).dayNumber),
            quotas: pages.quotas, kinds: pages.kinds, quotes: open.filter { $0.line == line.id })
    }
}

/// A term's plan beside its balances. Pure.
private struct PlanPages {
    let term: Term
    let standing: LineStanding
    let today: CivilDate
    let setting: EntitlementSetting

    var quotas: [QuotaReport] {
        term.plan.quotas.map { quota in
            QuotaReport(quota: quota, balances: balances(quota.name, .allotment), beyond: beyond(quota))
        }
    }

    var kinds: [KindReport] {
        term.plan.kinds.filter { $0.name != .assessment }.flatMap { kind in
            kind.rules.flatMap { rule in
                rule.places.map { place in
                    KindReport(
                        kind: kind.name, title: kind.title, unit: kind.unit, place: place, rule: rule.id,
                        inside: cover(rule.inside, kind), outside: cover(rule.outside, kind),
                        used: rule.isUncounted ? balances(QuotaName(rawValue: kind.name.rawValue), .tally).used : .zero)
                }
            }
        }
    }

    /// By the first rule that draws on it.
    private func beyond(_ quota: PlanQuota) -> UnitPrice? {
        for kind in term.plan.kinds {
            for case .quota(let names, let price) in kind.rules.flatMap(\.coverages) where names.contains(quota.name) {
                return quota.overdraw == .deny ? .denied : unitPrice(price, kind)
            }
        }
        return nil
    }

    private func cover(_ coverage: PlanCoverage, _ kind: PlanKind) -> KindReport.Cover {
        switch coverage {
        case .free: .free
        case .uncounted: .uncounted
        case .quota(let names, _): .quota(names)
        case .priced(let price): .priced(unitPrice(price, kind))
        case .denied: .denied
        }
    }

    private func unitPrice(_ price: PriceRule, _ kind: PlanKind) -> UnitPrice {
        price.unitPrice(of: kind.unit, by: term.plan, on: today, in: setting)
    }

    private func balances(_ quota: QuotaName, _ role: Bucket.Role) -> Balances {
        standing.buckets.first {
            $0.bucket.term == term.id && $0.bucket.quota == quota && $0.bucket.role == role
        }?.balances ?? .zero
    }
}
