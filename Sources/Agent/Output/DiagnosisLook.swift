import Bundles
import Cryptography
package import Diagnostics
package import Messages
import Primitives
import Redaction
import SwiftProtobuf

/// What a person looks at before a diagnosis leaves: what was found, and what was taken out, by rule and file. Read from the draft itself,
/// so that it is what would leave.
package struct DiagnosisLook: Sendable {
    /// Places of one file from which one rule took something out.
    package struct Redacted: Encodable, Hashable, Sendable {
        package let rule: String
        package let file: String
        package let count: Int
    }

    /// All places from which one rule took something out.
    package struct Total: Encodable, Hashable, Sendable {
        package let rule: String
        package let count: Int
    }

    /// The gravest first.
    package let findings: [Finding]
    /// Most first.
    package let redacted: [Redacted]
    /// Most first; all of them, where `redacted` may lack some of very many.
    package let totals: [Total]

    /// nil where nothing of it is kept, or not yet made.
    ///
    /// Throws `diagnosis.…`, and what the way to the agent throws.
    package static func fetch(
        _ shown: WireLocalDiagnosis, from service: any LocalService
    ) async throws -> DiagnosisLook? {
        let names = Set(shown.files.map(\.name))
        guard names.contains(BundleDraft.facts), names.contains(BundleDraft.redactions) else { return nil }
        func read(_ file: String) async throws -> [UInt8] {
            let gathered = Gathered<UInt8>()
            let call = WireLocalDiagnosisCall.with {
                $0.diagnosis = shown.operation
                $0.file = file
            }
            try await service.diagnosisFile(call) { gathered.add($0) }
            return gathered.all
        }
        return try DiagnosisLook(
            FactDocument.read(await read(BundleDraft.facts)),
            FactJSON.decode(RedactionSummary.self, await read(BundleDraft.redactions)))
    }

    init(_ document: FactDocument, _ summary: RedactionSummary) {
        findings = FindingLines.sorted(document.findings)
        let counts = summary.entries.reduce(into: [[String]: Int]()) { $0[[$1.rule, $1.file], default: 0] += $1.count }
        redacted = counts.map { Redacted(rule: $0[0], file: $0[1], count: $1) }.sorted {
            ($1.count, $0.file, $0.rule) < ($0.count, $1.file, $1.rule)
        }
        totals = summary.totals.map { Total(rule: $0.key, count: $0.value) }.sorted { ($1.count, $0.rule) < ($0.count, $1.rule) }
    }
}
