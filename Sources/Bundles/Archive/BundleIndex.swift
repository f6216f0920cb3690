import Cryptography
package import Diagnostics
import Payloads
import Sentences

/// `index.json`: what a bundle holds.
package struct BundleIndex: Codable, Hashable, Sendable {
    package struct File: Codable, Hashable, Sendable {
        package let name: String
        package let bytes: Int64
        package let sha256: String
    }

    package let schema: Int
    package let machine: FactDocument.Machine
    /// As the facts have it.
    package let taken: String
    package let languages: [String]
    /// All but the index itself, by name.
    package let files: [File]
    /// What the customer left out.
    package let leftOut: [String]
    /// Places where something was taken out, by rule.
    package let redactions: [String: Int]

    /// Of the files that stand in a directory.
    ///
    /// Throws what reading them throws.
    init(of directory: String, _ document: FactDocument, _ summary: RedactionSummary, leftOut: [String]) throws {
        schema = 1
        machine = document.machine
        taken = document.taken
        languages = DraftReports.languages.map(\.language.rawValue)
        files = try SourceTree(directory).listing().entries.compactMap { entry in
            guard case .file(let size, _) = entry.kind, let digest = entry.digest, entry.path.description != BundleDraft.index
            else { return nil }
            return File(name: entry.path.description, bytes: size, sha256: digest.description)
        }
        self.leftOut = leftOut
        redactions = summary.totals
    }

    /// Throws `diagnosis.bundle-file`.
    func write(to directory: String) throws {
        try DraftFile.write(FactJSON.encode(self), to: directory, BundleDraft.index)
    }
}
