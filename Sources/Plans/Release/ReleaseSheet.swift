package import Primitives

/// What a vendor writes beside a product's tree about its release: hamyar-release.yaml. Words as they stand there; what they mean is
/// judged where the release is made.
package struct ReleaseSheet: Hashable, Sendable {
    package struct Hook: Hashable, Sendable {
        /// A program's path in the tree, then its arguments.
        package let run: [String]
        /// Seconds.
        package let timeout: Int64
    }

    package var product: String?
    package var version: String?
    package var platform: String?
    /// release, fix.
    package var kind: String?
    package var forVersion: String?
    /// YYYY-MM-DD.
    package var released: String?
    package var minimum: String?
    package var floors: [String] = []
    /// untouched, migrates.
    package var data: String?
    /// Seconds: how long it must be well, and within which time.
    package var holds: Int64?
    package var within: Int64?
    package var hooks: [String: Hook] = [:]
    /// From how many earlier versions patches are made.
    package var patches: Int?

    /// Where nothing is written.
    package init() {}

    /// Reads the text of the file.
    ///
    /// Throws `plan.syntax`, `plan.unknown-key`, `plan.missing-key` and `plan.wrong-value`, each with `file`, `line` and `expected`.
    package static func parse(_ text: String, file: String) throws(Failure) -> ReleaseSheet {
        try ReleaseSheetReader.sheet(YAMLText.root(of: text, file: file, expected: "what describes a release"))
    }
}
