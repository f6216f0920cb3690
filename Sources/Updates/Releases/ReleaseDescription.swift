package import Cryptography
import Primitives

/// What a signer says of a release, patch or fix: the `custom` of its target (Protocol/releases.md).
package struct ReleaseDescription: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case release
        /// From this version to `version`, to be applied to its tree.
        case patch(from: ReleaseVersion)
        /// A build of `version` for those who bought this older version (B7).
        case fix(for: ReleaseVersion)
    }

    package enum DataChange: String, Sendable {
        case untouched, migrates
    }

    /// What the payload, or the tree after the patch, consists of (`TreeListing` of Payloads).
    package struct Tree: Hashable, Sendable {
        package let digest: Digest
        package let files: Int64
        package let bytes: Int64

        package init(digest: Digest, files: Int64, bytes: Int64) {
            self.digest = digest
            self.files = files
            self.bytes = bytes
        }
    }

    package var product: String
    package var version: ReleaseVersion
    package var platform: String
    package var kind: Kind
    /// YYYY-MM-DD.
    package var released: String
    /// Installed versions below this one cannot be updated to it directly.
    package var minimum: ReleaseVersion?
    /// Versions that an update to this one must not skip.
    package var floors: [ReleaseVersion] = []
    package var hooks: [ReleaseHook.Step: ReleaseHook] = [:]
    package var health = ReleaseHealth.standard
    package var data: DataChange
    package var tree: Tree
    /// Bytes on the disk.
    package var sizeInstalled: Int64

    package init(
        product: String, version: ReleaseVersion, platform: String, kind: Kind, released: String, data: DataChange, tree: Tree,
        sizeInstalled: Int64
    ) {
        self.product = product
        self.version = version
        self.platform = platform
        self.kind = kind
        self.released = released
        self.data = data
        self.tree = tree
        self.sizeInstalled = sizeInstalled
    }

    /// Where the target is.
    package var path: String {
        switch kind {
        case .patch(let from): ReleasePath.patch(product, version, platform, from: from)
        default: ReleasePath.payload(product, version, platform)
        }
    }
}
