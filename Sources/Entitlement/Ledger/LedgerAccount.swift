/// Where units of a bucket can be. The legs of a transaction sum to zero over these (invariant 1).
package enum LedgerAccount: String, Codable, Sendable, CaseIterable {
    /// Where granted and counted units come from: minus everything that was ever granted or tallied.
    case source
    case available
    case held
    case consumed
    case expired
    /// Uses of covered kinds that no quota counts.
    case used
}
