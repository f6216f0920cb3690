import Primitives

/// The vendor's products on this machine.
package struct ProductVersionFacts: Codable, Hashable, Sendable {
    package let products: [ProductVersion]
}

/// One product, as the installer's state has it.
package struct ProductVersion: Codable, Hashable, Sendable {
    package let product: String
    package let version: String?
    /// Kept to go back to.
    package let earlier: [String]
    /// `installed`, `undecided`, `installing`, `foreign`, …: the installer's own words.
    package let state: String
    /// Versions that were tried and failed.
    package let failed: [String]

    package init(product: String, version: String?, earlier: [String] = [], state: String, failed: [String] = []) {
        self.product = product
        self.version = version
        self.earlier = earlier
        self.state = state
        self.failed = failed
    }
}

/// Hands on what the agent knows from the installer.
struct ProductVersionCollector: Collector {
    let name = CollectorName.products

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        guard let products = context.given.products else { throw Failure(.diagnosisNotHere, ["what": "installer"]) }
        let kept = products.prefix(DiagnosticsLimits.entries)
        return Collected(.products(ProductVersionFacts(products: Array(kept))), omitted: Int64(products.count - kept.count))
    }
}
