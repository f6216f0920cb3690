package import Primitives
package import Updates

extension ReleaseWorkspace {
    /// Begins: three keys for root, of which two must sign, and one for each other top-level role and for scripts, in `keys`. Stages root, targets and
    /// scripts. Where it was begun before, nothing changes.
    ///
    /// Throws release.storage, the codes of `key`.
    package func begin(keys: ReleaseKeys, now: Timestamp) throws {
        try begin(keys: keys, timestamp: nil, now: now)
    }

    /// As the other, with the public key of somebody else for timestamp: the relay's.
    ///
    /// - Parameter root: public keys of those who sign root, where they made them themselves.
    package func begin(
        keys: ReleaseKeys, root others: RoleKeys? = nil, timestamp: MetadataKey?, now: Timestamp
    ) throws {
        guard try current(MetadataRole.root) == nil else { return }
        let root = try others ?? RoleKeys((1...3).map { try keys.make("root-\($0)") }, threshold: 2)
        var roles = [MetadataRole.root: try checked(root, MetadataRole.root)]
        for role in [MetadataRole.targets, MetadataRole.snapshot] { roles[role] = RoleKeys([try keys.make(role)], threshold: 1) }
        roles[MetadataRole.timestamp] = RoleKeys([try timestamp ?? keys.make(MetadataRole.timestamp)], threshold: 1)
        try stage(
            MetadataRole.targets,
            TargetsMetadata(header: MetadataHeader(version: 1, expires: now + ReleaseLifetimes.targets)).json)
        try delegate(ScriptPath.role, to: RoleKeys([try keys.make(ScriptPath.role)], threshold: 1), now: now)
        try stage(
            MetadataRole.root,
            RootMetadata(header: MetadataHeader(version: 1, expires: now + ReleaseLifetimes.root), roles: roles).json)
    }

    /// Delegates a product, or scripts, to keys: the public ones that are given, with a threshold. Stages targets and the role itself, which its new keys
    /// must sign.
    ///
    /// Throws release.absent, metadata.malformed for a name that is none.
    package func delegate(_ product: String, to keys: RoleKeys, now: Timestamp) throws {
        guard ReleasePath.isProduct(product) || product == ScriptPath.role else {
            throw Failure(.metadataMalformed, ["role": product, "reason": "name"])
        }
        guard let before = try targets(MetadataRole.targets) else { throw Failure(.releaseAbsent, ["name": directory]) }
        let keys = try checked(keys, product)
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
        roles[role] = try checked(keys, role)
        if roles == before.roles { return }
        let header = MetadataHeader(version: try nextVersion(MetadataRole.root), expires: now + ReleaseLifetimes.root)
        try stage(MetadataRole.root, RootMetadata(header: header, roles: roles).json)
    }

    /// Gives a role more keys: a top-level one as `rotate` does, a product's as `delegate` does, which begins it.
    ///
    /// - Parameter threshold: nil: as before; 1 where there was none.
    package func add(_ keys: [MetadataKey], threshold: Int?, to role: String, now: Timestamp) throws {
        let before: RoleKeys?
        if MetadataRole.topLevel.contains(role) {
            before = try root().keys(of: role)
        } else {
            before = try targets(MetadataRole.targets)?.delegations.first { $0.name == role }?.keys
        }
        let known = before?.keys ?? []
        var all = known
        for key in keys where !all.contains(key) { all.append(key) }
        try change(role, to: RoleKeys(all, threshold: threshold ?? before?.threshold ?? 1), now: now)
    }

    /// Gives a role other keys, whichever it is. A product must have been begun with `add`.
    package func change(_ role: String, to keys: RoleKeys, now: Timestamp) throws {
        guard MetadataRole.topLevel.contains(role) else { return try delegate(role, to: keys, now: now) }
        try rotate(role, to: keys, now: now)
    }

    /// Stages the next version of a role as it is, with all of its time before it.
    package func renew(_ role: String, now: Timestamp) throws {
        switch role {
        case MetadataRole.root:
            let header = MetadataHeader(version: try nextVersion(role), expires: now + ReleaseLifetimes.root)
            try stage(role, RootMetadata(header: header, roles: try root().roles).json)
        default:
            guard let before = try targets(role) else { throw Failure(.releaseAbsent, ["name": role]) }
            let header = MetadataHeader(version: try nextVersion(role), expires: now + ReleaseLifetimes.targets)
            try stage(role, TargetsMetadata(header: header, targets: before.targets, delegations: before.delegations).json)
        }
    }

    private func checked(_ keys: RoleKeys, _ role: String) throws -> RoleKeys {
        guard (1...max(keys.keys.count, 1)).contains(keys.threshold), !keys.keys.isEmpty,
            Set(keys.keyIDs).count == keys.keys.count
        else {
            throw Failure(
                .releaseThreshold, ["role": role, "threshold": String(keys.threshold), "keys": String(Set(keys.keyIDs).count)])
        }
        return keys
    }

    /// Stages a product's role with other targets.
    func stage(_ product: String, _ targets: [String: TargetsMetadata.Target], _ now: Timestamp) throws {
        let header = MetadataHeader(version: try nextVersion(product), expires: now + ReleaseLifetimes.targets)
        try stage(product, TargetsMetadata(header: header, targets: targets).json)
    }
}
