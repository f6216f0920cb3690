package import Cryptography
package import Updates

/// Makes a patch from one tree to another one.
package protocol PatchMaker: Sendable {
    /// Writes the patch to a new file, proven: applied to the old tree it leads to the new one. Returns false, and leaves nothing, where
    /// no patch can be made.
    ///
    /// - Parameters:
    ///   - tree: the digest of the new tree's listing.
    ///   - scratch: a directory with room for both trees, twice.
    func make(oldDirectory: String, newDirectory: String, tree: Digest, to path: String, scratch: String) throws -> Bool
}

/// An older version whose machines may be patched.
package struct OlderTree: Hashable, Sendable {
    package let version: ReleaseVersion
    /// nil: its payload is unpacked.
    package let directory: String?

    package init(version: ReleaseVersion, directory: String? = nil) {
        self.version = version
        self.directory = directory
    }
}
