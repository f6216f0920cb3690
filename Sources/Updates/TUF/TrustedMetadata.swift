package import Primitives

/// What is trusted so far in one refresh: the client's workflow (specification, section 5) as a value. Bytes go in; what they may not change
/// is kept.
///
/// Metadata that a former refresh trusted goes in first, so that nothing falls below it; out of time, it still bounds versions.
package struct TrustedMetadata: Sendable {
    package private(set) var root: RootMetadata
    package private(set) var timestamp: ListedVersions?
    package private(set) var snapshot: ListedVersions?
    private var targets: [String: TargetsMetadata] = [:]
    /// Which role's metadata was verified for which delegator: authority is never inherited from another way.
    private var verified: Set<[String]> = []
    /// What expiry is judged by.
    package let now: Timestamp
    private let scheme: any SignatureScheme

    /// - Parameter root: what the program was given or stored itself; it must still be signed by its own keys.
    package init(root bytes: [UInt8], now: Timestamp, scheme: any SignatureScheme = Ed25519Scheme()) throws(Failure) {
        let metadata = try SignedMetadata(parsing: bytes, role: MetadataRole.root)
        root = try RootMetadata(metadata.signed)
        try metadata.verify(MetadataRole.root, root.keys(of: MetadataRole.root), scheme)
        self.now = now
        self.scheme = scheme
    }

    /// The next version of root: exactly the next, signed by the former keys and by its own (5.3).
    ///
    /// - Returns: whether what timestamp and snapshot said before must be forgotten (5.3.11).
    ///
    /// Throws metadata.malformed, .too-large, .unsigned, .version.
    package mutating func updateRoot(_ bytes: [UInt8]) throws(Failure) -> Bool {
        let metadata = try SignedMetadata(parsing: bytes, role: MetadataRole.root)
        try metadata.verify(MetadataRole.root, root.keys(of: MetadataRole.root), scheme)
        let next = try RootMetadata(metadata.signed)
        guard next.header.version == root.header.version &+ 1 else {
            throw .version(MetadataRole.root, expected: root.header.version &+ 1, next.header.version)
        }
        try metadata.verify(MetadataRole.root, next.keys(of: MetadataRole.root), scheme)
        let rotated = next.rotatesOnlineKeys(from: root)
        root = next
        return rotated
    }

    /// Throws metadata.expired: the newest root must be in time, earlier ones need not (5.3.10).
    package func requireFreshRoot() throws(Failure) {
        try root.header.requireFresh(MetadataRole.root, at: now)
    }

    /// Returns false where it is the version that is trusted already; its content is then not looked at (5.4).
    ///
    /// Throws metadata.malformed, .too-large, .unsigned, .version, .expired (it bounds versions from then on).
    package mutating func updateTimestamp(_ bytes: [UInt8]) throws(Failure) -> Bool {
        let metadata = try SignedMetadata(parsing: bytes, role: MetadataRole.timestamp)
        try metadata.verify(MetadataRole.timestamp, root.keys(of: MetadataRole.timestamp), scheme)
        let next = try ListedVersions(metadata.signed, type: MetadataRole.timestamp)
        if let timestamp {
            guard next.header.version >= timestamp.header.version else {
                throw .version(MetadataRole.timestamp, expected: timestamp.header.version, next.header.version)
            }
            if next.header.version == timestamp.header.version {
                try timestamp.header.requireFresh(MetadataRole.timestamp, at: now)
                return false
            }
            try Self.requireNoFall(MetadataRole.snapshot, timestamp, next)
        }
        timestamp = next
        try next.header.requireFresh(MetadataRole.timestamp, at: now)
        return true
    }

    /// - Parameter stored: the bytes were trusted in a former refresh: the present timestamp's digest is of the newer version then.
    ///
    /// Throws metadata.malformed, .too-large, .unsigned, .version, .mismatch, .dropped, .expired (it bounds versions from then on).
    package mutating func updateSnapshot(_ bytes: [UInt8], stored: Bool = false) throws(Failure) {
        let listed = try listedSnapshot()
        if !stored { try listed.file.check(bytes, role: MetadataRole.snapshot) }
        let metadata = try SignedMetadata(parsing: bytes, role: MetadataRole.snapshot)
        try metadata.verify(MetadataRole.snapshot, root.keys(of: MetadataRole.snapshot), scheme)
        let next = try ListedVersions(metadata.signed, type: MetadataRole.snapshot)
        if let snapshot {
            for role in snapshot.entries.keys { try Self.requireNoFall(role, snapshot, next) }
        }
        // One that the timestamp does not list bounds versions where a former refresh trusted it; otherwise it is nothing.
        if !stored { try Self.requireListed(next, listed) }
        snapshot = next
        try requireFinalSnapshot()
    }

    /// Metadata of a targets role, for one delegator.
    ///
    /// Throws metadata.malformed, .too-large, .unsigned, .version, .mismatch, .dropped, .expired.
    package mutating func updateTargets(_ bytes: [UInt8], role: String, delegator: String) throws(Failure) -> TargetsMetadata {
        try requireFinalSnapshot()
        let listed = try listedTargets(role)
        try listed.file.check(bytes, role: role)
        let metadata = try SignedMetadata(parsing: bytes, role: role)
        try metadata.verify(role, keys(of: role, delegator: delegator), scheme)
        let next = try TargetsMetadata(metadata.signed, role: role)
        guard next.header.version == listed.version else { throw .version(role, expected: listed.version, next.header.version) }
        try next.header.requireFresh(role, at: now)
        targets[role] = next
        verified.insert([delegator, role])
        return next
    }

    /// What was verified already for this delegator in this refresh.
    package func trusted(_ role: String, delegator: String) -> TargetsMetadata? {
        verified.contains([delegator, role]) ? targets[role] : nil
    }

    /// What the timestamp says of the snapshot.
    package func listedSnapshot() throws(Failure) -> ListedVersions.Entry {
        guard let timestamp, let entry = timestamp.entries[MetadataRole.snapshot] else {
            throw .malformed(MetadataRole.timestamp, "order")
        }
        try timestamp.header.requireFresh(MetadataRole.timestamp, at: now)
        return entry
    }

    /// What the snapshot says of a role. Throws metadata.dropped where a delegated role is not listed (H62).
    package func listedTargets(_ role: String) throws(Failure) -> ListedVersions.Entry {
        guard let entry = snapshot?.entries[role] else { throw Failure(.metadataDropped, ["role": role]) }
        return entry
    }

    /// Throws metadata.expired, .version where what bounds versions is not the present snapshot.
    private func requireFinalSnapshot() throws(Failure) {
        let listed = try listedSnapshot()
        guard let snapshot else { throw .malformed(MetadataRole.snapshot, "order") }
        try snapshot.header.requireFresh(MetadataRole.snapshot, at: now)
        try Self.requireListed(snapshot, listed)
    }

    private func keys(of role: String, delegator: String) throws(Failure) -> RoleKeys {
        if role == MetadataRole.targets { return try root.keys(of: role) }
        guard let delegation = targets[delegator]?.delegations.first(where: { $0.name == role }) else {
            throw .malformed(delegator, "no delegation to \(role)")
        }
        return delegation.keys
    }

    private static func requireListed(_ snapshot: ListedVersions, _ listed: ListedVersions.Entry) throws(Failure) {
        guard snapshot.header.version == listed.version else {
            throw .version(MetadataRole.snapshot, expected: listed.version, snapshot.header.version)
        }
    }

    private static func requireNoFall(_ role: String, _ old: ListedVersions, _ new: ListedVersions) throws(Failure) {
        guard let before = old.entries[role] else { return }
        guard let after = new.entries[role] else { throw Failure(.metadataDropped, ["role": role]) }
        guard after.version >= before.version else { throw .version(role, expected: before.version, after.version) }
    }
}

extension Failure {
    static func version(_ role: String, expected: Int64, _ found: Int64) -> Failure {
        Failure(.metadataVersion, ["role": role, "expected": String(expected), "found": String(found)])
    }
}
