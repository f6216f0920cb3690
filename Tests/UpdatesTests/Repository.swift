import Cryptography
import Primitives

@testable import Updates

/// A repository that a test makes as it likes, in memory.
struct Repository: MetadataFetcher {
    static let now = Timestamp(milliseconds: 1_790_000_000_000)
    static let later = now + .seconds(86400)

    var files: [String: [UInt8]] = [:]
    let root: [PrivateKey]
    var targets: PrivateKey
    var snapshot: PrivateKey
    var timestamp: PrivateKey
    let product: PrivateKey

    init() throws {
        root = try (0..<3).map { _ in try PrivateKey.generate() }
        targets = try PrivateKey.generate()
        snapshot = try PrivateKey.generate()
        timestamp = try PrivateKey.generate()
        product = try PrivateKey.generate()
        try publishRoot(1)
        try publish()
    }

    func fetch(_ name: String, maximumLength: Int) async throws -> [UInt8] {
        guard let bytes = files[name] else { throw Failure(.metadataAbsent, ["name": name]) }
        guard bytes.count <= maximumLength else { throw Failure(.metadataTooLarge, ["role": name, "limit": "\(maximumLength)"]) }
        return bytes
    }

    static func sign(_ json: JSONValue, _ keys: [PrivateKey]) throws -> [UInt8] {
        var metadata = SignedMetadata(signed: json)
        for key in keys { metadata.signatures[MetadataKey(key.publicKey).id] = try key.sign(CanonicalJSON.encode(json)) }
        return metadata.bytes
    }

    static func keys(_ keys: [PrivateKey], _ threshold: Int) -> RoleKeys {
        RoleKeys(keys.map { MetadataKey($0.publicKey) }, threshold: threshold)
    }

    func rootJSON(_ version: Int64, expires: Timestamp = later) -> JSONValue {
        RootMetadata(
            header: MetadataHeader(version: version, expires: expires),
            roles: [
                "root": Self.keys(root, 2), "targets": Self.keys([targets], 1), "snapshot": Self.keys([snapshot], 1),
                "timestamp": Self.keys([timestamp], 1),
            ]
        ).json
    }

    mutating func publishRoot(_ version: Int64, expires: Timestamp = later, signers: [PrivateKey]? = nil) throws {
        files["\(version).root.json"] = try Self.sign(rootJSON(version, expires: expires), signers ?? Array(root.prefix(2)))
    }

    /// Every other role in one version.
    mutating func publish(
        _ version: Int64 = 1, snapshotVersion: Int64? = nil, timestampVersion: Int64? = nil, expires: Timestamp = later,
        drop: Bool = false
    ) throws {
        let header = MetadataHeader(version: version, expires: Self.later)
        let content = FileDescription(of: [1, 2, 3])
        let role = TargetsMetadata(
            header: header, targets: ["ledger/1.0/linux-x86_64/payload.tar.zst": .init(file: content, custom: nil)])
        let delegation = Delegation(
            name: "ledger", keys: Self.keys([product], 1), patterns: ReleasePath.patterns(of: "ledger"), terminating: true)
        let roleBytes = try Self.sign(role.json, [product])
        let targetsBytes = try Self.sign(TargetsMetadata(header: header, delegations: [delegation]).json, [targets])
        var entries = ["targets": ListedVersions.Entry(version: version, file: FileDescription(of: targetsBytes))]
        if !drop { entries["ledger"] = .init(version: version, file: FileDescription(of: roleBytes)) }
        let snapshotVersion = snapshotVersion ?? version
        let snapshotBytes = try Self.sign(
            ListedVersions("snapshot", header: MetadataHeader(version: snapshotVersion, expires: Self.later), entries: entries)
                .json,
            [snapshot])
        files["\(version).ledger.json"] = roleBytes
        files["\(version).targets.json"] = targetsBytes
        files["\(snapshotVersion).snapshot.json"] = snapshotBytes
        let entry = ListedVersions.Entry(version: snapshotVersion, file: FileDescription(of: snapshotBytes))
        files["timestamp.json"] = try Self.sign(
            ListedVersions(
                "timestamp", header: MetadataHeader(version: timestampVersion ?? version, expires: expires),
                entries: ["snapshot": entry]
            ).json, [timestamp])
    }

    /// So many roles are trusted with the path; only the last one has it.
    mutating func publish(_ version: Int64, lastOf count: Int, path: String) throws {
        let header = MetadataHeader(version: version, expires: Self.later)
        let names = (1...count).map { "role\($0)" }
        let delegations = names.map {
            Delegation(name: $0, keys: Self.keys([product], 1), patterns: [path], terminating: false)
        }
        var entries: [String: ListedVersions.Entry] = [:]
        func add(_ name: String, _ role: TargetsMetadata, _ key: PrivateKey) throws {
            let bytes = try Self.sign(role.json, [key])
            entries[name] = .init(version: version, file: FileDescription(of: bytes))
            files["\(version).\(name).json"] = bytes
        }
        try add("targets", TargetsMetadata(header: header, delegations: delegations), targets)
        for name in names {
            let has = name == names.last ? [path: TargetsMetadata.Target(file: FileDescription(of: [1]), custom: nil)] : [:]
            try add(name, TargetsMetadata(header: header, targets: has), product)
        }
        let snapshotBytes = try Self.sign(ListedVersions("snapshot", header: header, entries: entries).json, [snapshot])
        files["\(version).snapshot.json"] = snapshotBytes
        let entry = ListedVersions.Entry(version: version, file: FileDescription(of: snapshotBytes))
        files["timestamp.json"] = try Self.sign(
            ListedVersions("timestamp", header: header, entries: ["snapshot": entry]).json, [timestamp])
    }
}

struct StoppedClock: WallClock {
    var time = Repository.now

    func now() -> Timestamp { time }
}
