package import Primitives

extension Failure.Code {
    /// Nobody has to decide anything about the product (product).
    package static let installNotUndecided = Failure.Code(rawValue: "install.not-undecided")
    /// The settings do not list the product (product).
    package static let installUnknownProduct = Failure.Code(rawValue: "install.unknown-product")
    /// The spool has no such release that verifies (product, version, reason).
    package static let installNoRelease = Failure.Code(rawValue: "install.no-release")
    /// The payload is not the one that was signed (product, version, reason). H65
    package static let installPayloadMismatch = Failure.Code(rawValue: "install.payload-mismatch")
    /// The patch does not lead from the installed tree to the signed one: the whole release is needed (product, version, from, reason).
    package static let installFullNeeded = Failure.Code(rawValue: "install.full-needed")
    /// The payload cannot be read (path, reason).
    package static let installPayloadUnreadable = Failure.Code(rawValue: "install.payload-unreadable")
    /// A place of installs belongs to another user, or others may write there (path, reason). H66
    package static let installExposed = Failure.Code(rawValue: "install.exposed")
    /// A file or directory of an install cannot be made or brought to the disk (path, reason, call, errno).
    package static let installStaging = Failure.Code(rawValue: "install.staging")
    /// Not enough room (path, needed, free). H56
    package static let installNoSpace = Failure.Code(rawValue: "install.no-space")
    /// For another platform (product, version, platform, found). H64
    package static let installPlatform = Failure.Code(rawValue: "install.platform")
    /// A version in between must not be skipped (product, version, installed, floor).
    package static let installFloor = Failure.Code(rawValue: "install.floor")
    /// A hook that the release needs is not there, or is no program of the payload (product, version, hook).
    package static let installHookMissing = Failure.Code(rawValue: "install.hook-missing")
    /// A hook ended with another status than 0 (hook, version, status, output).
    package static let installHookFailed = Failure.Code(rawValue: "install.hook-failed")
    /// A hook took too long and was ended (hook, version, seconds).
    package static let installHookTimeout = Failure.Code(rawValue: "install.hook-timeout")
    /// A hook could not be started (hook, version, reason).
    package static let installHookNotStarted = Failure.Code(rawValue: "install.hook-not-started")
    /// The product's probe did not hold in its time (product, version, seconds, output).
    package static let installUnhealthy = Failure.Code(rawValue: "install.unhealthy")
    /// The new version did not report in (product, version, seconds).
    package static let installNotReported = Failure.Code(rawValue: "install.not-reported")
    /// Withdrawn before it was switched to (product, version).
    package static let installDropped = Failure.Code(rawValue: "install.dropped")
    /// Neither kept nor being installed (product, version).
    package static let installNotThere = Failure.Code(rawValue: "install.not-there")

    /// The settings cannot be used (path, reason).
    package static let installerSettings = Failure.Code(rawValue: "installer.settings")
    /// The journal cannot be read or written (path, reason). H57
    package static let installerJournal = Failure.Code(rawValue: "installer.journal")
    /// Another installer uses the directory (path).
    package static let installerRunning = Failure.Code(rawValue: "installer.running")
    /// The socket does not admit this user (user).
    package static let installerNotAllowed = Failure.Code(rawValue: "installer.not-allowed")
    /// A request has not its form (reason).
    package static let installerRequest = Failure.Code(rawValue: "installer.request")
    /// The installer does not answer (path, reason).
    package static let installerUnreachable = Failure.Code(rawValue: "installer.unreachable")
    /// The socket cannot be made (path, reason).
    package static let installerNotBound = Failure.Code(rawValue: "installer.not-bound")
    /// An installer's directory already (path).
    package static let installerExists = Failure.Code(rawValue: "installer.exists")
    /// As many programs talk to it as it takes.
    package static let installerBusy = Failure.Code(rawValue: "installer.busy")
}
