package import Entitlement
package import Primitives

/// A file with one edition of somebody's prices (requirement A21; Docs/plans.md describes the schema).
package enum TariffFile {
    /// Reads the text of a tariff file.
    ///
    /// Throws `plan.syntax`, `plan.unknown-key`, `plan.missing-key` and `plan.wrong-value`, each with `file`, `line` and
    /// `expected`. That editions of one source do not overlap only their keeper can say.
    package static func parse(_ text: String, file: String) throws(Failure) -> TariffVersion {
        try TariffReader.version(YAMLText.root(of: text, file: file, expected: "a tariff"))
    }
}
