package import Cryptography
package import Primitives

/// A release of a product that a machine installs; the operation only says which one, trust in it comes from TUF.
package struct ProductInstall: Hashable, Sendable {
    package let product: String
    package let version: String
    /// `linux-x86_64`.
    package let platform: String
    /// Path of the TUF target.
    package let target: String
    /// SHA-256 of the target.
    package let digest: Digest
    /// Bytes of the target.
    package let length: UInt64
    /// The machine fetches the target from the relay; else it has it.
    package let fetches: Bool

    /// - Throws: `object.field` for a name or path that is none.
    package init(
        product: String, version: String, platform: String, target: String, digest: Digest, length: UInt64, fetches: Bool
    ) throws(Failure) {
        try Field.plain(product, "install.product")
        try Field.plain(version, "install.version")
        try Field.plain(platform, "install.platform")
        try Field.target(target, of: product, "install.target")
        try Field.check(length > 0, "install.length")
        self.product = product
        self.version = version
        self.platform = platform
        self.target = target
        self.digest = digest
        self.length = length
        self.fetches = fetches
    }
}

package enum PatchAction: String, Hashable, Sendable, Codable, CaseIterable {
    case apply
    /// Back to what was before, until the next install.
    case undo
}

/// A patch of a product between two versions, applied or undone (requirements C3, D6, B7).
package struct PatchWork: Hashable, Sendable {
    package let action: PatchAction
    package let product: String
    package let fromVersion: String
    package let toVersion: String
    /// Path of the TUF target.
    package let target: String
    /// SHA-256 of the target.
    package let digest: Digest
    /// Bytes of the target.
    package let length: UInt64

    /// - Throws: `object.field` for a name or path that is none.
    package init(
        action: PatchAction, product: String, fromVersion: String, toVersion: String, target: String, digest: Digest,
        length: UInt64
    ) throws(Failure) {
        try Field.plain(product, "patch.product")
        try Field.plain(fromVersion, "patch.from_version")
        try Field.plain(toVersion, "patch.to_version")
        try Field.target(target, of: product, "patch.target")
        try Field.check(length > 0, "patch.length")
        self.action = action
        self.product = product
        self.fromVersion = fromVersion
        self.toVersion = toVersion
        self.target = target
        self.digest = digest
        self.length = length
    }
}
