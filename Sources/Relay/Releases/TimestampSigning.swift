import Cryptography
import Primitives
import RelayStorage
import Storage
import Updates

/// The one role whose key is here: which snapshot is the current one, and that this was so within the last day.
struct TimestampSigning {
    let key: PrivateKey
    let life: Duration

    /// - Parameters:
    ///   - root: names the key; another program may have given it another id than ours.
    ///   - snapshot: the exact bytes.
    func sign(
        _ version: Int64, of snapshot: [UInt8], root: RootMetadata, after previous: StoredTimestamp?, at now: Timestamp
    ) throws -> StoredTimestamp {
        // Seconds since 1970: a relay that comes back from an older copy of its data is not behind what machines have seen.
        let number = max((previous?.version ?? 0) + 1, now.milliseconds / 1000)
        let listed = ListedVersions(
            MetadataRole.timestamp, header: MetadataHeader(version: number, expires: now + life),
            entries: [MetadataRole.snapshot: .init(version: version, file: FileDescription(of: snapshot))])
        var metadata = SignedMetadata(signed: listed.json)
        let named = try root.keys(of: MetadataRole.timestamp).keys.first { $0.publicKey == key.publicKey }
        guard let named else { throw Failure(.releaseTimestampKey, ["key": key.publicKey.description]) }
        metadata.signatures[named.id] = try key.sign(metadata.message)
        return StoredTimestamp(version: number, content: metadata.bytes, signed: now, expires: now + life)
    }
}
