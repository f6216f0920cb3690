import Entitlement

extension PlanSnapshot {
    /// How many minutes a person-day of this work has: as the first quota says that it draws on.
    func dayMinutes(of kind: ServiceKindName, at place: ServicePlace) -> Int64 {
        self.kind(kind)?.rule(at: place)?.quotas.compactMap { quota($0)?.dayMinutes }.first ?? PlanQuota.dayMinutes
    }
}
