package import Primitives

extension Failure.Code {
    /// A field of an entry is outside its range. Parameters: field.
    package static let auditField = Failure.Code(rawValue: "audit.field")
    /// Stored bytes of a frontier do not parse.
    package static let auditFrontierMalformed = Failure.Code(rawValue: "audit.frontier-malformed")
    /// The log holds no more entries (2^63).
    package static let auditFull = Failure.Code(rawValue: "audit.full")
    /// The log is not the one that the checkpoint signs. Parameters: first_bad, problem.
    package static let auditUnsound = Failure.Code(rawValue: "audit.unsound")
    /// A checkpoint contradicts one seen before: the log went back or forked. Parameters: rule, held, found.
    package static let auditCheckpointContradicts = Failure.Code(rawValue: "audit.checkpoint-contradicts")
    /// A checkpoint is of another log than the one whose checkpoints are held.
    package static let auditCheckpointForeign = Failure.Code(rawValue: "audit.checkpoint-foreign")
}
