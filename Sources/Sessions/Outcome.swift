package import Cryptography
package import Primitives

/// What became of an operation; it decides the settlement (design of entitlement, "Sessions and lines").
package enum OperationResult: String, Hashable, Sendable, Codable, CaseIterable {
    case succeeded
    /// After some effect.
    case failed
    /// No effect.
    case notPerformed = "not-performed"
}

/// What an operation did (`hamyar/outcome/1`, signed by the agent over the operation's digest).
package struct Outcome: Hashable, Sendable {
    /// Files named in one outcome.
    package static let fileLimit = 1000
    /// Values of one outcome: names, numbers, paths and a person's reason, for one sentence.
    package static let parameterLimit = 16

    package let operationDigest: Digest
    package let grant: Digest
    package let session: SessionID
    package let operation: OperationID
    package let result: OperationResult
    /// Empty on success, else a failure's code.
    package let code: String
    /// Values for the code's sentence, at most `parameterLimit` of at most `SessionLimits.reasonCharacters`; none on success.
    package let parameters: [String: String]
    /// At most `fileLimit` of what `counts` counts, those with a backup or another name first.
    package let files: [FileEffect]
    /// Of a push.
    package let counts: FileCounts?
    /// SHA-256 of the manifest of a push or pull that succeeded.
    package let manifest: Digest?
    /// Of an install or a patch.
    package let install: InstallEffect?
    /// Of a diagnosis.
    package let diagnosis: DiagnosisEffect?
    /// Of a command or a script that had begun, whatever came of it.
    package let command: CommandEffect?
    /// Raw bytes of content that came or went.
    package let bytes: UInt64
    package let started: Timestamp
    package let finished: Timestamp
    package let checkpoint: CheckpointReference?

    /// - Throws: `object.field` when a value is outside its range.
    package init(
        operationDigest: Digest, grant: Digest, session: SessionID, operation: OperationID, result: OperationResult,
        code: String = "", parameters: [String: String] = [:],
        files: [FileEffect] = [], counts: FileCounts? = nil, manifest: Digest? = nil, install: InstallEffect? = nil,
        command: CommandEffect? = nil, diagnosis: DiagnosisEffect? = nil, bytes: UInt64 = 0, started: Timestamp,
        finished: Timestamp,
        checkpoint: CheckpointReference? = nil
    ) throws(Failure) {
        try Field.check(files.count <= Self.fileLimit, "files", limit: Self.fileLimit)
        try Field.check(code.isEmpty == (result == .succeeded), "code")
        try Field.text(code, "code", limit: SessionLimits.nameCharacters)
        try Field.check(result != .succeeded || parameters.isEmpty, "parameters")
        try Field.check(parameters.count <= Self.parameterLimit, "parameters", limit: Self.parameterLimit)
        for (key, value) in parameters {
            try Field.text(key, "parameters", limit: SessionLimits.nameCharacters)
            try Field.text(value, "parameters", limit: SessionLimits.reasonCharacters)
        }
        try Field.check(result != .notPerformed || files.isEmpty, "files")
        try Field.check(result != .notPerformed || command == nil, "command")
        try Field.check(result == .succeeded || (counts == nil && manifest == nil), "manifest")
        self.operationDigest = operationDigest
        self.grant = grant
        self.session = session
        self.operation = operation
        self.result = result
        self.code = code
        self.parameters = parameters
        self.files = files
        self.counts = counts
        self.manifest = manifest
        self.install = install
        self.diagnosis = diagnosis
        self.command = command
        self.bytes = bytes
        self.started = started
        self.finished = finished
        self.checkpoint = checkpoint
    }
}
