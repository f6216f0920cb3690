import Entitlement
import Primitives
import RelayStorage
import Storage

/// What calls about work have in common: the kind by its name or a rule's id, and the way to where the customer is.
struct WorkAsked {
    let lookup: Lookup
    let account: EntitlementAccount

    /// The kind by its name, or by the id of a rule (A3) where a plan's reader knows that better.
    func kind(_ text: String, at time: Timestamp? = nil, in zone: CivilZone? = nil) throws -> ServiceKindName {
        let named = ServiceKindName(rawValue: text)
        guard case .line(let line) = try lookup.transaction.standings.standing(of: account) else { return named }
        let plans: [PlanSnapshot] =
            if let time, let zone { [line.term(at: time, in: zone)?.plan].compactMap { $0 } } else {
                line.terms.map(\.plan).reversed()
            }
        for plan in plans {
            if plan.kind(named) != nil { return named }
            let folded = text.lowercased()
            if let kind = plan.kinds.first(where: { $0.rules.contains { $0.id.lowercased() == folded } }) { return kind.name }
        }
        return named
    }

    /// As the caller measured it; else of the named site; else, where somebody goes there, of the customer's default site.
    func distance(metres: Int64, source: String, site text: String, at place: ServicePlace) throws -> SiteDistance? {
        try FieldChecks.require((0...DeskLimits.metres).contains(metres), "metres")
        try FieldChecks.name(source, "source")
        let site = try site(text, at: place)
        guard metres > 0 else { return site?.distance }
        return SiteDistance(metres: metres, source: source.isEmpty ? "technician" : source)
    }

    /// Throws `find.nothing`.
    func site(_ text: String, at place: ServicePlace) throws -> Site? {
        let customer = try lookup.customer(of: account)
        if !text.isEmpty { return try lookup.site(text, of: customer) }
        return place == .onSite ? try lookup.transaction.sites.defaultSite(of: customer) : nil
    }
}
