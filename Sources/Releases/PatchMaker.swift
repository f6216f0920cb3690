package import Updates

/// Makes a patch from one tree to another one.
package protocol PatchMaker: Sendable {
    /// Writes the patch to a new file. Returns false, and leaves nothing, where a patch is no use.
    func make(oldDirectory: String, newDirectory: String, to path: String) throws -> Bool
}

/// An older version whose machines may be patched.
package struct OlderTree: Sendable {
    package let version: ReleaseVersion
    package let directory: String

    package init(version: ReleaseVersion, directory: String) {
        self.version = version
        self.directory = directory
    }
}
