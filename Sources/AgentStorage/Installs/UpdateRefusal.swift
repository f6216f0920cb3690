package import Primitives

/// The last answer about an automatic update of a product that was no.
package struct UpdateRefusal: Hashable, Sendable {
    package let product: String
    package let version: String
    package let policy: PolicyID
    package let time: Timestamp

    package init(product: String, version: String, policy: PolicyID, time: Timestamp) {
        self.product = product
        self.version = version
        self.policy = policy
        self.time = time
    }
}
