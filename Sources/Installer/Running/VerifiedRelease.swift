package import Cryptography
import Primitives

/// A release whose description verified against the installer's own root: what it is, and what its payload must be.
package struct VerifiedRelease: Sendable {
    package struct Payload: Sendable {
        /// Where the agent put it; whoever owns that place may change it at any time.
        package let path: String
        package let length: Int64
        package let digest: Digest
        /// The version that a patch applies to; nil for a whole payload.
        package let from: String?

        package init(path: String, length: Int64, digest: Digest, from: String? = nil) {
            self.path = path
            self.length = length
            self.digest = digest
            self.from = from
        }
    }

    /// For people: what was taken.
    var way: String { payload.from.map { "patch from \($0)" } ?? "whole" }

    package let product: String
    package let description: VersionDescription
    package let platform: String
    /// Versions that must not be skipped, and the lowest one that this may replace.
    package let floors: [String]
    package let minimum: String?
    package let payload: Payload
    package let treeDigest: Digest
    package let files: Int
    /// Bytes of all files.
    package let bytes: Int64

    package init(
        product: String, description: VersionDescription, platform: String, floors: [String] = [], minimum: String? = nil,
        payload: Payload, treeDigest: Digest, files: Int, bytes: Int64
    ) {
        self.product = product
        self.description = description
        self.platform = platform
        self.floors = floors
        self.minimum = minimum
        self.payload = payload
        self.treeDigest = treeDigest
        self.files = files
        self.bytes = bytes
    }
}
