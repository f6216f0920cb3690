/// How an install ended.
package enum InstallResult: Hashable, Sendable {
    case committed
    case rolledBack(InstallReason)
    /// Cut off before the switch: the old version is as it was, and the new one did nothing wrong.
    case interrupted
}
