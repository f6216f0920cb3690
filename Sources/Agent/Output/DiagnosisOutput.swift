import Cryptography
package import Diagnostics
import Documents
package import Messages
import Primitives
import Sessions

/// One diagnosis, as `preview`, `send` and `withhold` tell it.
package struct DiagnosisOutput: Encodable, Sendable {
    package struct File: Encodable, Sendable {
        let name: String
        let bytes: UInt64
        let redactions: UInt64
    }

    let operation: String
    let session: String
    package let number: String
    let technician: String
    package let state: String
    let asked: OutputTime?
    package let findings: UInt64
    package let redactions: UInt64
    /// Of a preview, the gravest first.
    package let found: [Finding]?
    /// Of a preview: what was taken out, most first.
    package let redacted: [DiagnosisLook.Redacted]?
    /// Of a preview: the same by rule alone.
    package let redactedByRule: [DiagnosisLook.Total]?
    package let files: [File]
    /// Of the file that leaves, once it is approved.
    let bundle: String?
    let bytes: UInt64?
    let sha256: String?
    let leftOut: [String]
    let decided: OutputTime?
    let decidedBy: String?
    let reason: String?

    package init(_ wire: WireLocalDiagnosis, _ look: DiagnosisLook? = nil) {
        found = look?.findings
        redacted = look?.redacted
        redactedByRule = look?.totals
        operation = wire.operation
        session = wire.session
        number = wire.number
        technician = DisplayText.stripped(wire.technician)
        state = wire.state
        asked = OutputTime(wire: wire.asked)
        findings = wire.findings
        redactions = wire.redactions
        files = wire.files.map {
            File(name: DisplayText.stripped($0.name, limit: 200), bytes: $0.bytes, redactions: $0.redactions)
        }
        let hasBundle = !wire.bundle.isEmpty
        bundle = hasBundle ? wire.bundle : nil
        bytes = hasBundle ? wire.size : nil
        sha256 = hasBundle ? Digest(bytes: wire.digest)?.description : nil
        leftOut = wire.leftOut.map { DisplayText.stripped($0, limit: 200) }
        decided = OutputTime(wire: wire.decided)
        decidedBy = wire.decidedBy.isEmpty ? nil : DisplayText.stripped(wire.decidedBy)
        reason = wire.reason.isEmpty ? nil : DisplayText.stripped(wire.reason, limit: SessionLimits.noteCharacters)
    }

    package var isWaiting: Bool { state == "waiting" }
}

/// `preview` without a name.
package struct DiagnosesOutput: Encodable, Sendable {
    package let diagnoses: [DiagnosisOutput]

    package init(_ wire: [WireLocalDiagnosis]) {
        diagnoses = wire.map { DiagnosisOutput($0) }
    }
}
