package import Primitives

extension Failure.Code {
    /// No program of this name is in the directories for programs, or it may not be run (program).
    package static let commandNotFound = Failure.Code(rawValue: "command.not-found")
    /// The directory that it should work in is not there, or not for the user that commands run as (path, reason).
    package static let commandDirectory = Failure.Code(rawValue: "command.directory")
    /// It could not be started (program, reason).
    package static let commandNotStarted = Failure.Code(rawValue: "command.not-started")
    /// As many commands run as may at once (limit).
    package static let commandBusy = Failure.Code(rawValue: "command.busy")
    /// The runner does not run it: what was asked for has not its form, or the script is not the one that was signed (reason).
    package static let commandRefused = Failure.Code(rawValue: "command.refused")
    /// No runner answers at its socket (path, reason).
    package static let commandNoRunner = Failure.Code(rawValue: "command.no-runner")
    /// The runner went away while the command ran; it was ended with it.
    package static let commandLost = Failure.Code(rawValue: "command.lost")

    /// It was cancelled: before it began, nothing was done.
    package static let commandCancelled = Failure.Code(rawValue: "command.cancelled")

    /// Commands would run as root or as the agent (user).
    package static let runnerUser = Failure.Code(rawValue: "runner.user")
    /// The socket cannot be made (path, reason).
    package static let runnerNotBound = Failure.Code(rawValue: "runner.not-bound")
}
