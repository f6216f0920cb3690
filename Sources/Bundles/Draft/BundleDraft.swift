package import Diagnostics
import Foundation
import Primitives
package import Redaction

/// What would leave a machine, on its disk: redacted, and not yet packed. A person looks at it, leaves files out and has words taken out; only
/// then is it packed.
package struct BundleDraft: Sendable {
    /// `report.en.html`, `report.fa.html`, `facts.json`, `redactions.json`, `index.json`, `logs/…`, `products/…`.
    package let directory: String

    package init(_ directory: String) {
        self.directory = directory
    }

    /// A file of it.
    package struct File: Hashable, Sendable {
        package let name: String
        package let bytes: Int64
        /// Places in it where something was taken out.
        package let redactions: Int
    }

    package static let facts = "facts.json"
    package static let redactions = "redactions.json"
    /// What would leave if nothing is left out; it is made anew when something is.
    static let index = "index.json"

    /// Makes a draft of what collectors found. The raw files are read once, line by line (H82), and stay the caller's to remove.
    ///
    /// - Parameter raw: the directory in which the collectors left their files.
    /// - Returns: how many places were redacted.
    ///
    /// Throws `diagnosis.bundle-file`, `diagnosis.bundle-too-large`, `diagnosis.document`.
    package func make(_ document: FactDocument, raw: String, policy: RedactionPolicy) throws -> Int {
        try DraftFile.makeDirectory(directory)
        var redactor = Redactor(policy)
        let redacted = try redactor.redact(document, file: Self.facts)
        try DraftFile.write(FactJSON.encode(redacted), to: directory, Self.facts)
        var budget = BundleLimits.bytes
        for name in redacted.attachmentNames.prefix(BundleLimits.entries) {
            try DraftFile.copy(from: raw, name, to: directory, through: &redactor, budget: &budget)
        }
        let summary = RedactionSummary(redactor.list)
        try DraftFile.write(FactJSON.encode(summary), to: directory, Self.redactions)
        try DraftReports.write(redacted, summary, in: directory)
        try BundleIndex(of: directory, redacted, summary, leftOut: []).write(to: directory)
        return summary.count
    }

    /// Throws `diagnosis.bundle-file`, `diagnosis.document`.
    package func document() throws -> FactDocument {
        try FactDocument.read(DraftFile.read(directory, Self.facts))
    }

    package func summary() throws -> RedactionSummary {
        try FactJSON.decode(RedactionSummary.self, DraftFile.read(directory, Self.redactions))
    }

    /// What is made here and always leaves: the rest is nothing without.
    static var own: [String] { DraftReports.names + [facts, redactions, index] }

    /// Reports first, then the facts, what was taken out, the index, and the collectors' files by name.
    package func files() throws -> [File] {
        let counts = try summary().entries.reduce(into: [String: Int]()) { $0[$1.file, default: 0] += $1.count }
        return try (Self.own + document().attachmentNames.sorted()).compactMap { name in
            guard let bytes = DraftFile.size(directory, name) else { return nil }
            return File(name: name, bytes: bytes, redactions: counts[name] ?? 0)
        }
    }
}

extension FactDocument {
    /// Of the collectors' files, in their order, each once.
    var attachmentNames: [String] {
        var seen: Set<String> = []
        return collectors.flatMap { $0.attachments ?? [] }.map(\.name).filter { seen.insert($0).inserted }
    }
}
