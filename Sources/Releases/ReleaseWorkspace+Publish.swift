package import Cryptography
import DurableFiles
package import Primitives
import Updates

extension ReleaseWorkspace {
    /// Makes what is staged the published state: every role with its signatures, then a snapshot of it, signed by the key that is here. The
    /// relay signs the timestamp; where its key is here too, so does this. Repeated with nothing staged, it renews the snapshot only where less than
    /// half of its time is left.
    ///
    /// Throws release.unsigned, naming the first role that lacks signatures; nothing is published then.
    package func publish(keys: ReleaseKeys, now: Timestamp) throws {
        for state in try signing() where state.signed < state.threshold {
            throw Failure(
                .releaseUnsigned, ["role": state.role, "threshold": String(state.threshold), "found": String(state.signed)])
        }
        try Places.makeDirectory(metadata)
        let held = try keys.unlocked()
        let changed = try stagedRoles()
        for role in changed {
            guard let staged = try staged(role), let version = staged.signed["version"]?.integer else { continue }
            let name = MetadataRole.fileName(role, version: version)
            try Places.file(metadata + "/" + name).replace(with: staged.bytes, mode: 0o644)
        }
        try publishSnapshot(held, keys, now)
        try publishTimestamp(held, now)
        // Last: until here the same command, given again, does the same.
        for role in changed { try Places.file(staging + "/" + MetadataRole.fileName(role)).remove() }
    }

    private func publishSnapshot(_ held: [String: PrivateKey], _ keys: ReleaseKeys, _ now: Timestamp) throws {
        var entries: [String: ListedVersions.Entry] = [:]
        for role in [MetadataRole.targets] + (try delegates()) {
            guard let metadata = try published(role), let version = try publishedVersion(role) else { continue }
            entries[role] = .init(version: version, file: FileDescription(of: metadata.bytes))
        }
        let before = try published(MetadataRole.snapshot).map { try ListedVersions($0.signed, type: MetadataRole.snapshot) }
        // A role that was listed stays listed: clients refuse a snapshot that drops one (H62).
        entries.merge(before?.entries ?? [:]) { new, _ in new }
        if let before, before.entries == entries, before.header.expires > now + ReleaseLifetimes.snapshot / 2 { return }
        let version = (before?.header.version ?? 0) + 1
        let header = MetadataHeader(version: version, expires: now + ReleaseLifetimes.snapshot)
        let json = ListedVersions(MetadataRole.snapshot, header: header, entries: entries).json
        // A passphrase is asked for where it is needed.
        let bytes = try signed(json, MetadataRole.snapshot, held) ?? signed(json, MetadataRole.snapshot, keys.all())
        guard let bytes else {
            throw Failure(.releaseUnsigned, ["role": MetadataRole.snapshot, "threshold": "1", "found": "0"])
        }
        let name = MetadataRole.fileName(MetadataRole.snapshot, version: version)
        try Places.file(metadata + "/" + name).replace(with: bytes, mode: 0o644)
    }

    /// What the relay does each day with the timestamp's key.
    ///
    /// - Returns: whether the key was here.
    @discardableResult
    package func publishTimestamp(_ held: [String: PrivateKey], _ now: Timestamp) throws -> Bool {
        guard let snapshot = try published(MetadataRole.snapshot), let version = try publishedVersion(MetadataRole.snapshot)
        else {
            throw Failure(.releaseAbsent, ["name": MetadataRole.snapshot])
        }
        let before = try publishedVersion(MetadataRole.timestamp) ?? 0
        let header = MetadataHeader(version: before + 1, expires: now + ReleaseLifetimes.timestamp)
        let entry = ListedVersions.Entry(version: version, file: FileDescription(of: snapshot.bytes))
        let json = ListedVersions(MetadataRole.timestamp, header: header, entries: [MetadataRole.snapshot: entry]).json
        guard let bytes = try signed(json, MetadataRole.timestamp, held) else { return false }
        try Places.file(metadata + "/timestamp.json").replace(with: bytes, mode: 0o644)
        return true
    }

    /// nil where too few of the role's keys are here.
    private func signed(_ json: JSONValue, _ role: String, _ held: [String: PrivateKey]) throws -> [UInt8]? {
        let keys = try keys(of: role)
        var metadata = SignedMetadata(signed: json)
        for id in keys.keyIDs {
            if let key = held[id] { metadata.signatures[id] = try key.sign(CanonicalJSON.encode(json)) }
        }
        return metadata.signers(of: keys, Ed25519Scheme()) >= keys.threshold ? metadata.bytes : nil
    }
}
