package import Primitives
package import Updates

extension ReleaseWorkspace {
    /// Begins: three keys for root, of which two must sign, and one for each other top-level role, in `keys`. Stages root and targets. Where it
    /// was begun before, nothing changes.
    ///
    /// Throws release.storage, the codes of `key`.
    package func begin(keys: ReleaseKeys, now: Timestamp) throws {
        guard try current(MetadataRole.root) == nil else { return }
        let root = RoleKeys(try (1...3).map { try keys.make("root-\($0)") }, threshold: 2)
        var roles = [MetadataRole.root: root]
        for role in [MetadataRole.targets, MetadataRole.snapshot, MetadataRole.timestamp] {
            roles[role] = RoleKeys([try keys.make(role)], threshold: 1)
        }
        try stage(
            MetadataRole.targets,
            TargetsMetadata(header: MetadataHeader(version: 1, expires: now + ReleaseLifetimes.targets)).json)
        try stage(
            MetadataRole.root,
            RootMetadata(header: MetadataHeader(version: 1, expires: now + ReleaseLifetimes.root), roles: roles).json)
    }

    /// Delegates a product to keys: the public ones that are given, with a threshold. Stages targets and the product's role, which its new keys must sign.
    ///
    /// Throws release.absent, metadata.malformed for a name that is none.
    package func delegate(_ product: String, to keys: RoleKeys, now: Timestamp) throws {
        guard ReleasePath.isWord(product) else { throw Failure(.metadataMalformed, ["role": product, "reason": "name"]) }
        guard let before = try targets(MetadataRole.targets) else { throw Failure(.releaseAbsent, ["name": directory]) }
        let delegation = Delegation(name: product, keys: keys, patterns: ReleasePath.patterns(of: product), terminating: true)
        if before.delegations.contains(delegation) { return }
        let others = before.delegations.filter { $0.name != product }
        let header = MetadataHeader(version: try nextVersion(MetadataRole.targets), expires: now + ReleaseLifetimes.targets)
        try stage(
            MetadataRole.targets,
            TargetsMetadata(header: header, targets: before.targets, delegations: others + [delegation]).json)
        // What the former keys signed is worth nothing any more.
        try stage(product, targets(product)?.targets ?? [:], now)
    }

    /// Gives a top-level role other keys. A new root is staged, which the former root's keys must sign as well.
    package func rotate(_ role: String, to keys: RoleKeys, now: Timestamp) throws {
        let before = try root()
        guard before.roles[role] != nil else { throw Failure(.releaseAbsent, ["name": role]) }
        var roles = before.roles
        roles[role] = keys
        if roles == before.roles { return }
        let header = MetadataHeader(version: try nextVersion(MetadataRole.root), expires: now + ReleaseLifetimes.root)
        try stage(MetadataRole.root, RootMetadata(header: header, roles: roles).json)
    }

    /// Stages a product's role with other targets.
    func stage(_ product: String, _ targets: [String: TargetsMetadata.Target], _ now: Timestamp) throws {
        let header = MetadataHeader(version: try nextVersion(product), expires: now + ReleaseLifetimes.targets)
        try stage(product, TargetsMetadata(header: header, targets: targets).json)
    }
}
