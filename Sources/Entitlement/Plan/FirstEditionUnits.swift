/// Snapshots of the first edition did not say in what a kind counts: in whatever its quotas do. They were sold, so they stay
/// readable (requirement A1).
struct FirstEditionUnits: Decodable {
    private let unit: ServiceUnit?

    /// The kinds in their units: the one that was written down, or that of the first quota on which a kind draws.
    static func applied(_ units: [FirstEditionUnits], to kinds: [PlanKind], _ quotas: [PlanQuota]) -> [PlanKind] {
        zip(kinds, units).map { kind, stated in
            guard stated.unit == nil, let first = kind.rules.lazy.flatMap(\.quotas).first,
                let quota = quotas.first(where: { $0.name == first })
            else { return kind }
            return PlanKind(
                name: kind.name, title: kind.title, unit: quota.unit, everyMonths: kind.everyMonths,
                targetMinutes: kind.targetMinutes, points: kind.points, rules: kind.rules)
        }
    }
}
