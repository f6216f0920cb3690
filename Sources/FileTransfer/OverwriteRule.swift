/// What happens to a file that has the name already and other content (Protocol/signed.proto).
package enum OverwriteRule: String, Hashable, Sendable, CaseIterable {
    /// It is kept beside the new one as `name.hamyar-backup-<time>`.
    case backup
    /// It stays, and the operation is refused.
    case refuse
    /// It goes.
    case replace
    /// It stays, and the new one is left out.
    case skip
    /// It stays, and the new one gets the name `name (2).ext`.
    case keepBoth = "keep-both"
}
