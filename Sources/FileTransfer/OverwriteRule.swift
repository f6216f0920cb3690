/// What happens to a file that has the name already (Protocol/signed.proto).
package enum OverwriteRule: String, Hashable, Sendable {
    /// It is kept beside the new one as `name.hamyar-backup-<time>`.
    case backup
    /// It stays, and the operation is refused.
    case refuse
    /// It goes.
    case replace
}
