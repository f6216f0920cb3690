package import Primitives

/// The status with which a program ends; Docs/exit-codes.md lists them for people and scripts.
///
/// 64 to 78 are those of sysexits(3) where one fits; from 80 on they are ours, but for the last one. They never change their meaning.
package enum ExitCode: Int32, CaseIterable, Sendable {
    case done = 0
    /// Something failed that has no status of its own.
    case failed = 1
    /// The command line is wrong (as ArgumentParser ends with it).
    case usage = 64
    /// A file or value that was given is malformed.
    case malformed = 65
    /// What was named does not exist.
    case notFound = 66
    /// The other side cannot be reached, or the connection was lost.
    case unreachable = 69
    /// An error of the program.
    case internalError = 70
    /// Something is there already and is left as it is.
    case exists = 73
    /// A disk or database failed.
    case storage = 74
    /// Busy: the same command may work in a moment.
    case tryLater = 75
    /// The other side broke the protocol.
    case protocolBroken = 76
    /// Not allowed to this person, machine or technician.
    case notPermitted = 77
    /// A wrong or unfinished state directory, key or setting.
    case configuration = 78
    /// The customer said no.
    case denied = 80
    /// The contract does not cover the work, or a quote is needed first.
    case notCovered = 81
    /// Several things fit, for example contracts that could pay; nothing is guessed.
    case ambiguous = 82
    /// The machine has no connection now.
    case away = 83
    /// A signature, certificate, digest or log did not verify.
    case notVerified = 84
    /// A code, certificate, request, verdict or grant is out of time.
    case expired = 85
    /// The session was ended, revoked or stopped; the certificate was revoked.
    case ended = 86
    /// Beyond what was asked for or allowed: paths, bytes, time.
    case outsideScope = 87
    /// The same id with other content, or not possible in this state.
    case conflict = 88
    /// Nothing is wrong: somebody else must act first (an admin's signature, the customer's answer).
    case pending = 89
    /// The work costs, and that amount was not accepted.
    case costNotAccepted = 90
    /// Kept on this machine; it is sent when the other side can be reached.
    case keptForLater = 91
    /// A command on a machine took longer than it may; as timeout(1) has it.
    case timedOut = 124

    /// The status for a failure's code: its own, its family's, or `failed`.
    package init(for code: Failure.Code) {
        let family = String(code.rawValue.prefix { $0 != "." })
        self = Self.exceptions[code.rawValue] ?? Self.families[family] ?? .failed
    }

    /// The same for any error.
    package init(for error: any Error) {
        self = (error as? Failure).map { ExitCode(for: $0.code) } ?? .internalError
    }
}
