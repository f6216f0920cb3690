/// Whether somebody else must confirm the work (requirement A14).
package enum SecondPersonRule: String, Codable, Sendable, CaseIterable {
    case always
    case never
    /// Only while the plan's business calendar is closed.
    case outsideHours = "outside-hours"
}

/// When the vendor promises to be there for the work.
package enum ServiceHours: String, Codable, Sendable, CaseIterable {
    case any
    /// While the plan's business calendar is open; otherwise the verdict names the next opening (requirement B1).
    case business
}
