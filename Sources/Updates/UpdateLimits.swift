/// What a repository may be at most (H63).
package enum UpdateLimits {
    /// Bytes of one version of root's metadata.
    package static let maximumRoot = 512 << 10
    /// Bytes of timestamp's metadata, whose length nothing else says.
    package static let maximumTimestamp = 16 << 10
    /// Bytes of snapshot's metadata.
    package static let maximumSnapshot = 2 << 20
    /// Bytes of one role's targets metadata.
    package static let maximumTargets = 5 << 20
    /// New versions of root in one refresh; the next one goes on.
    package static let maximumRootRotations = 32
    /// Delegated roles looked into for one target.
    package static let maximumDelegations = 32
    /// Arrays and objects within each other.
    package static let maximumDepth = 32
    /// Values of one metadata file.
    package static let maximumValues = 400_000
    /// Keys of one role, and signatures of one file.
    package static let maximumKeys = 64
    /// Characters of a role's name.
    package static let maximumRoleName = 128
    /// Characters of a path pattern and of a target's path.
    package static let maximumTargetPath = 512
}
