import Cryptography
import Primitives
import RelayStorage
import Updates

/// What is to be published, taken in as a machine takes it in, by the same client, before it becomes the current snapshot: the chain of
/// roots, thresholds, versions that never fall, times, and that everything named is here (H59–H62).
struct ReleaseVerification {
    /// What is published now.
    struct Before {
        let release: Release
        let timestamp: StoredTimestamp?
    }

    /// A file of metadata by name, new or published before; nil where there is none.
    let read: (String) throws -> (bytes: [UInt8], digest: Digest)?
    /// Bytes of a target that is here.
    let size: (Digest) throws -> Int64?
    let signing: TimestampSigning
    let now: Timestamp

    /// - Parameter pinned: root metadata that the vendor's trust bundle carries: the first root must lead on from it. Empty: the first root
    ///   is taken from the admin who publishes, whose name the log keeps.
    /// - Returns: what is to become current, with the timestamp that makes it so.
    /// - Throws: `metadata` codes, `release.incomplete`, `release.timestamp-key`.
    func verify(snapshot version: Int64, pinned: [UInt8], after before: Before?) throws -> (NewRelease, StoredTimestamp) {
        var (trusted, metadata) = try roots(from: before?.release.root, pinned: pinned)
        let (bytes, digest) = try file(MetadataRole.snapshot, version)
        // What was published bounds versions, as long as its signatures hold under the new root.
        if let timestamp = before?.timestamp { _ = try? trusted.updateTimestamp(timestamp.content) }
        let timestamp = try signing.sign(version, of: bytes, root: trusted.root, after: before?.timestamp, at: now)
        _ = try trusted.updateTimestamp(timestamp.content)
        if let before, let older = try read(MetadataRole.fileName(MetadataRole.snapshot, version: before.release.snapshot)) {
            try? trusted.updateSnapshot(older.bytes, stored: true)
        }
        try trusted.updateSnapshot(bytes)
        var new = NewRelease(snapshot: digest)
        new.root = trusted.root.header.version
        new.rootExpires = trusted.root.header.expires
        new.snapshot = version
        new.snapshotExpires = trusted.snapshot?.header.expires ?? .distantPast
        new.targets = try trusted.listedTargets(MetadataRole.targets).version
        metadata.append(
            PublishedMetadata(
                name: MetadataRole.fileName(MetadataRole.snapshot, version: version), digest: digest, role: MetadataRole.snapshot,
                version: version, expires: new.snapshotExpires))
        new.metadata = metadata
        var roles = ReleaseRoles(verification: self, trusted: trusted, new: new)
        try roles.visit(MetadataRole.targets, from: MetadataRole.root, covering: [])
        return (roles.new, timestamp)
    }

    /// The newest root that the known one leads to, and the names of all on the way.
    private func roots(
        from known: Int64?, pinned: [UInt8]
    ) throws -> (TrustedMetadata, [PublishedMetadata]) {
        var names: [PublishedMetadata] = []
        let first: [UInt8]
        if known == nil, !pinned.isEmpty {
            first = pinned
        } else {
            let own = try file(MetadataRole.root, known ?? 1)
            first = own.bytes
        }
        var trusted = try TrustedMetadata(root: first, now: now)
        if let version = known ?? (pinned.isEmpty ? 1 : nil), trusted.root.header.version != version {
            throw Failure(
                .metadataVersion,
                ["role": MetadataRole.root, "expected": String(version), "found": String(trusted.root.header.version)])
        }
        // Machines begin with it: it is served under its name, where it was put.
        let name = MetadataRole.fileName(MetadataRole.root, version: trusted.root.header.version)
        if let own = try read(name) { names.append(Self.root(trusted, name, own.digest)) }
        while names.count < ReleaseLimits.metadataFiles {
            let name = MetadataRole.fileName(MetadataRole.root, version: trusted.root.header.version &+ 1)
            guard let (bytes, digest) = try read(name) else { break }
            _ = try trusted.updateRoot(bytes)
            names.append(Self.root(trusted, name, digest))
        }
        try trusted.requireFreshRoot()
        try require(trusted.root)
        return (trusted, names)
    }

    private static func root(_ trusted: TrustedMetadata, _ name: String, _ digest: Digest) -> PublishedMetadata {
        let header = trusted.root.header
        return PublishedMetadata(
            name: name, digest: digest, role: MetadataRole.root, version: header.version, expires: header.expires)
    }

    /// One signature of ours must be enough, and nobody else signs timestamps; machines and targets go by names that never change.
    private func require(_ root: RootMetadata) throws {
        let keys = try root.keys(of: MetadataRole.timestamp)
        guard keys.threshold == 1, keys.keys.count == 1, keys.keys[0].publicKey == signing.key.publicKey else {
            throw Failure(.releaseTimestampKey, ["key": signing.key.publicKey.description])
        }
        guard root.consistentSnapshot else {
            throw Failure(.metadataMalformed, ["role": MetadataRole.root, "reason": "consistent_snapshot"])
        }
    }

    /// Throws `release.incomplete`.
    func file(_ role: String, _ version: Int64) throws -> (bytes: [UInt8], digest: Digest) {
        let name = MetadataRole.fileName(role, version: version)
        guard let found = try read(name) else { throw Failure(.releaseIncomplete, ["name": name]) }
        return found
    }
}
