package import Primitives

extension Failure.Code {
    /// A program that a collector needs is not on this machine. Parameters: program.
    package static let diagnosisNoProgram = Failure.Code(rawValue: "diagnosis.no-program")
    /// A program ended otherwise than well. Parameters: program, status, output.
    package static let diagnosisProgramFailed = Failure.Code(rawValue: "diagnosis.program-failed")
    /// A collector, a probe or a program took too long and was ended. Parameters: name, millis.
    package static let diagnosisTimeout = Failure.Code(rawValue: "diagnosis.timeout")
    /// More output than the limit. Parameters: name, limit.
    package static let diagnosisTooLarge = Failure.Code(rawValue: "diagnosis.too-large")
    /// A file or directory cannot be read. Parameters: path, reason.
    package static let diagnosisUnreadable = Failure.Code(rawValue: "diagnosis.unreadable")
    /// What was read is not what it should be. Parameters: source, reason.
    package static let diagnosisMalformed = Failure.Code(rawValue: "diagnosis.malformed")
    /// There is nothing to collect on this machine. Parameters: what.
    package static let diagnosisNotHere = Failure.Code(rawValue: "diagnosis.not-here")
    /// A collector's process ended before it answered. Parameters: name, status, output.
    package static let diagnosisCrashed = Failure.Code(rawValue: "diagnosis.crashed")
    /// No collector of that name. Parameters: name.
    package static let diagnosisUnknownCollector = Failure.Code(rawValue: "diagnosis.unknown-collector")
    /// The whole diagnosis took too long; this part was not begun. Parameters: name.
    package static let diagnosisOutOfTime = Failure.Code(rawValue: "diagnosis.out-of-time")
    /// A program, socket or server that a probe asks does not answer. Parameters: name, reason.
    package static let diagnosisNoAnswer = Failure.Code(rawValue: "diagnosis.no-answer")
    /// A document that is none of facts (H33). Parameters: reason.
    package static let diagnosisDocument = Failure.Code(rawValue: "diagnosis.document")
    /// A vendor's declaration that is wrong (H33). Parameters: path, reason.
    package static let declarationMalformed = Failure.Code(rawValue: "declaration.malformed")
    /// A vendor's declaration over a limit. Parameters: path, limit.
    package static let declarationTooLarge = Failure.Code(rawValue: "declaration.too-large")
}
