package import Primitives

extension Failure.Code {
    /// An install of the product is under way (product, version, step).
    package static let installBusy = Failure.Code(rawValue: "install.busy")
    /// An install of the product waits for a person's decision (product, version, step).
    package static let installUndecided = Failure.Code(rawValue: "install.undecided")
    /// The version is installed already (product, version).
    package static let installInstalled = Failure.Code(rawValue: "install.installed")
    /// A lower version comes back only as a rollback (product, version, installed).
    package static let installLowerVersion = Failure.Code(rawValue: "install.lower-version")
    /// The version failed here and is not tried again until told (product, version, reason).
    package static let installFailedBefore = Failure.Code(rawValue: "install.failed-before")
    /// There is no version to go back to (product).
    package static let installNothingKept = Failure.Code(rawValue: "install.nothing-kept")
    /// The version that was to be taken back is not the installed one any more (product, version, installed).
    package static let installUndoOver = Failure.Code(rawValue: "install.undo-over")
    /// The version changed the data: a person must say what becomes of them (product, version, previous).
    package static let installDataChoice = Failure.Code(rawValue: "install.data-choice")
    /// Cut off before the switch by a crash or a power cut (product, version).
    package static let installInterrupted = Failure.Code(rawValue: "install.interrupted")
    /// Machine or installer went down again and again while the version was to come up (product, version).
    package static let installCrashLoop = Failure.Code(rawValue: "install.crash-loop")
    /// `current` names something else than the install left (product, version).
    package static let installCurrentChanged = Failure.Code(rawValue: "install.current-changed")
    /// A person asked for the version before (product, version).
    package static let installRollbackAsked = Failure.Code(rawValue: "install.rollback-asked")
}
