/// What an install is at. The journal says the step before anything of it is done, so after a crash a step that it names
/// may have been done wholly, in part or not at all; `InstallMachine` knows for each what follows (Docs/installs.md).
package enum InstallStep: String, Codable, CaseIterable, Sendable {
    /// The request is accepted; the payload waits in the spool.
    case fetched
    /// Metadata are verified, and the payload is copied into staging while it is hashed.
    case verified
    /// The tree is unpacked, compared with its digest and given its name among the versions.
    case staged
    /// Platform, room, floors, and the product's own hook.
    case prechecked
    /// The product's data are copied while it still runs: a copy that fails costs nobody their work.
    case backedUp = "backed-up"
    /// The version that runs is told to stop.
    case stopped
    /// Once more with nobody inside, so that what was entered since the first copy is in it too.
    case backedUpAtRest = "backed-up-at-rest"
    /// `current` is made to name the new version.
    case switched
    case started
    /// The probe holds for its time.
    case healthy
    /// Releases that start closed let people in here.
    case opened
    case committed

    /// The way back, each step journaled like those forward.
    case backStopped = "back-stopped"
    case backRestored = "back-restored"
    case backSwitched = "back-switched"
    case backStarted = "back-started"
    case rolledBack = "rolled-back"

    /// Nothing goes on without a person.
    case undecided
    /// Nothing is left to do; the outcome is to be reported.
    case ended

    package var isOnTheWayBack: Bool {
        switch self {
        case .backStopped, .backRestored, .backSwitched, .backStarted, .rolledBack: true
        default: false
        }
    }

    /// Whether the old version is what counts: nothing was switched when this step began.
    package var isBeforeSwitch: Bool {
        switch self {
        case .fetched, .verified, .staged, .prechecked, .backedUp, .stopped, .backedUpAtRest: true
        default: false
        }
    }

    /// Whether the old version may have been stopped when a crash is found in this step.
    package var mayHaveStopped: Bool {
        switch self {
        case .stopped, .backedUpAtRest: true
        default: !isBeforeSwitch
        }
    }
}
