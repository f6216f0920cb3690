package import Primitives

/// What a signer says of a product's declaration of diagnostics: the `custom` of its target (Protocol/releases.md). What it declares is in the target.
package struct DiagnosticsDescription: Hashable, Sendable {
    package let product: String
    /// Of the declaration, not of the product.
    package let version: ReleaseVersion
    /// YYYY-MM-DD.
    package let released: String

    /// Throws target.malformed.
    package init(product: String, version: ReleaseVersion, released: String) throws(Failure) {
        self.product = product
        self.version = version
        self.released = released
        let fields = TargetFields(custom: nil, path: path)
        guard ReleasePath.isProduct(product) else { throw fields.wrong("product") }
        guard TargetFields.isDay(released) else { throw fields.wrong("released") }
    }

    /// Throws target.malformed for what is missing, of another type, or says another thing than the target's path (H64).
    package init(_ custom: JSONValue?, of path: String) throws(Failure) {
        let fields = TargetFields(custom: custom, path: path)
        guard custom?["kind"]?.text == "diagnostics" else { throw fields.wrong("kind") }
        try self.init(
            product: fields.require("product", custom?["product"]?.text),
            version: fields.require("version", fields.version("version")),
            released: fields.require("released", custom?["released"]?.text))
        guard self.path == path else { throw fields.wrong("path") }
    }

    package var json: JSONValue {
        [
            "kind": "diagnostics", "product": .string(product), "version": .string(version.description),
            "released": .string(released),
        ]
    }

    /// Where the target is.
    package var path: String { ScriptPath.diagnostics(product, version) }
}
