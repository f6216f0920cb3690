/// When a quota is counted again for the same trouble.
package enum QuotaCounting: String, Codable, Sendable, CaseIterable {
    /// Each session or record draws anew.
    case session
    /// Work under one reference (a ticket's number) draws once for the whole of it.
    case incident
}

/// What happens to work that a quota cannot cover; a contract may have another rule than its plan.
package enum OverdrawRule: String, Codable, Sendable, CaseIterable {
    /// It costs what the rule names under `beyond`.
    case price
    /// It is not given.
    case deny
}
