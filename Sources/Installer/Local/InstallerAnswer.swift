package import Updates

/// What the installer answers.
package struct InstallerAnswer: Codable, Hashable, Sendable {
    /// Why nothing was done; nil where it was.
    package var failure: InstallReason?
    /// The products that were asked for, as they stand after the request.
    package var products: [ProductReport]

    package init(failure: InstallReason? = nil, products: [ProductReport] = []) {
        self.failure = failure
        self.products = products
    }
}

/// One product as it stands.
package struct ProductReport: Codable, Hashable, Sendable {
    package var product: String
    /// nil where it cannot be said, and `failure` says why.
    package var state: ProductState?
    package var failure: InstallReason?

    package init(product: String, state: ProductState?, failure: InstallReason? = nil) {
        self.product = product
        self.state = state
        self.failure = failure
    }
}
