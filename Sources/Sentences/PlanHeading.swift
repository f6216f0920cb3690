package import Entitlement

extension Language {
    /// A plan as people and logs know it: its title, and its name with the edition.
    package func plan(_ title: LocalizedText, name: String, edition: String) -> String {
        Isolation.isolate(choose(title.english, title.persian), in: self)
            + " (" + Isolation.isolate("\(name) \(edition)", in: self) + ")"
    }
}
