/// What happened to an install.
package enum InstallEvent: Hashable, Sendable {
    /// The step that was begun is done.
    case done
    /// The step `verified` is done, and this is what the metadata say.
    case verified(data: InstallRecord.DataEffect, opensByHook: Bool)
    case failed(InstallReason)
    /// The program begins, and the journal has this install; `current` names this.
    case found(CurrentLink)
    /// A person decided what none may decide for them.
    case decided(Decision)

    /// What `current` names.
    package enum CurrentLink: String, CaseIterable, Sendable {
        case old, new
        /// Nothing, or something that is neither: somebody changed it by hand.
        case other
    }

    /// What a person may say of an install that waits for them.
    package enum Decision: String, Codable, CaseIterable, Sendable {
        /// The new version stays.
        case keep
        /// The old version, on the data as they are.
        case goBack = "go-back"
        /// The old version, and the backup: what was entered since is lost.
        case goBackRestoring = "go-back-restoring"
    }
}
