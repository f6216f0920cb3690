package import Entitlement

extension Language {
    /// A plan as people and logs know it: its title, and its name with the edition.
    package func plan(_ plan: PlanSnapshot) -> String {
        Isolation.isolate(choose(plan.title.english, plan.title.persian), in: self)
            + " (" + Isolation.isolate("\(plan.name) \(plan.edition)", in: self) + ")"
    }
}
