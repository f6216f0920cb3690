package import Primitives

/// Brings the trusted metadata up to date and finds targets in it: fetches, asks `TrustedMetadata`, stores what it trusted.
package struct UpdateClient: Sendable {
    private let store: MetadataStore
    private let fetcher: any MetadataFetcher
    private var trusted: TrustedMetadata

    /// - Parameters:
    ///   - clock: the wall's.
    ///   - floor: a time that has certainly passed, for example when the program was built (H61).
    ///
    /// Throws metadata.absent where no root was stored (`begin`), and what verifying it throws.
    package init(
        store: MetadataStore, fetcher: any MetadataFetcher, clock: any WallClock, floor: Timestamp = .distantPast,
        scheme: any SignatureScheme = Ed25519Scheme()
    ) throws {
        self.store = store
        self.fetcher = fetcher
        guard let root = try store.load(MetadataRole.root) else { throw Failure(.metadataAbsent, ["name": MetadataRole.root]) }
        trusted = try TrustedMetadata(root: root, now: max(clock.now(), floor, try store.timeSeen()), scheme: scheme)
        try store.recover(at: trusted.root.header.version)
    }

    /// Stores the root that trust begins with. Throws as `TrustedMetadata.init` does.
    package static func begin(_ root: [UInt8], in store: MetadataStore, scheme: any SignatureScheme = Ed25519Scheme()) throws {
        _ = try TrustedMetadata(root: root, now: .distantPast, scheme: scheme)
        try store.save(root, of: MetadataRole.root)
    }

    /// Whether targets have their digest in their name.
    package var consistentSnapshot: Bool { trusted.root.consistentSnapshot }
    /// 0 before the first refresh.
    package var snapshotVersion: Int64 { trusted.snapshot?.header.version ?? 0 }
    /// What expiry is judged by.
    package var now: Timestamp { trusted.now }

    /// The workflow of the specification, section 5.3 to 5.6: root, timestamp, snapshot, targets; each is stored as soon as it is trusted.
    ///
    /// Throws the codes of `metadata`; what was trusted before stays trusted.
    package mutating func refresh() async throws {
        try await refreshRoot()
        try trusted.requireFreshRoot()
        try await refreshTimestamp()
        try await refreshSnapshot()
        _ = try await load(MetadataRole.targets, delegator: MetadataRole.root)
        try store.saw(trusted.now)
    }

    /// The most trusted description of a target: depth first, in the order of delegations, at most `UpdateLimits.maximumDelegations` of them (5.6.7).
    ///
    /// Throws target.unknown, and what loading delegated roles throws.
    package mutating func target(_ path: String) async throws -> TargetsMetadata.Target {
        var found: TargetsMetadata.Target?
        try await visit(path) { metadata in
            found = metadata.targets[path]
            return found == nil
        }
        guard let found else { throw Failure(.targetUnknown, ["target": path]) }
        return found
    }

    /// Paths that begin with `prefix` in the roles that are trusted with `sample`. Each is to be looked up by `target`, which knows who may say what.
    package mutating func paths(_ prefix: String, like sample: String) async throws -> [String] {
        var paths: Set<String> = []
        try await visit(sample) { metadata in
            paths.formUnion(metadata.targets.keys.filter { $0.hasPrefix(prefix) })
            return true
        }
        return paths.sorted()
    }

    private mutating func visit(_ path: String, _ body: (TargetsMetadata) -> Bool) async throws {
        var waiting = [(role: MetadataRole.targets, delegator: MetadataRole.root)]
        var visited: Set<String> = []
        while let next = waiting.popLast(), visited.count <= UpdateLimits.maximumDelegations {
            guard !visited.contains(next.role) else { continue }
            let metadata = try await load(next.role, delegator: next.delegator)
            guard body(metadata) else { return }
            visited.insert(next.role)
            var children: [(role: String, delegator: String)] = []
            for delegation in metadata.delegations where delegation.covers(path) {
                children.append((delegation.name, next.role))
                if delegation.terminating {
                    waiting = []
                    break
                }
            }
            waiting += children.reversed()
        }
    }

    private mutating func refreshRoot() async throws {
        for _ in 0..<UpdateLimits.maximumRootRotations {
            let version = trusted.root.header.version &+ 1
            let bytes: [UInt8]
            do {
                bytes = try await fetch(MetadataRole.root, version: version)
            } catch let failure as Failure where failure.code == .metadataAbsent {
                return
            }
            let rotated = try trusted.updateRoot(bytes)
            try store.saveRoot(bytes, version: version, forgetting: rotated)
        }
    }

    private mutating func refreshTimestamp() async throws {
        // What is stored may be signed by keys that a new root took away, or be out of time; then the fetched one decides alone.
        if let bytes = try store.load(MetadataRole.timestamp) { try? ignoring { try $0.updateTimestamp(bytes) } }
        let bytes = try await fetch(MetadataRole.timestamp)
        if try trusted.updateTimestamp(bytes) { try store.save(bytes, of: MetadataRole.timestamp) }
    }

    private mutating func refreshSnapshot() async throws {
        if let bytes = try store.load(MetadataRole.snapshot) {
            do {
                return try trusted.updateSnapshot(bytes, stored: true)
            } catch {
                // Not the present one: it bounds versions if its signatures hold.
            }
        }
        let listed = try trusted.listedSnapshot()
        let bytes = try await fetch(MetadataRole.snapshot, listed)
        try trusted.updateSnapshot(bytes)
        try store.save(bytes, of: MetadataRole.snapshot)
    }

    private mutating func load(_ role: String, delegator: String) async throws -> TargetsMetadata {
        if let metadata = trusted.trusted(role, delegator: delegator) { return metadata }
        let listed = try trusted.listedTargets(role)
        if let bytes = try? store.load(role), let metadata = try? trusted.updateTargets(bytes, role: role, delegator: delegator) {
            return metadata
        }
        let bytes = try await fetch(role, listed)
        let metadata = try trusted.updateTargets(bytes, role: role, delegator: delegator)
        try store.save(bytes, of: role)
        return metadata
    }

    private mutating func ignoring(_ update: (inout TrustedMetadata) throws -> Bool) throws {
        _ = try update(&trusted)
    }

    private func fetch(_ role: String, _ listed: ListedVersions.Entry) async throws -> [UInt8] {
        let version = trusted.root.consistentSnapshot ? listed.version : nil
        let limit = MetadataRole.limit(of: role)
        return try await fetch(role, version: version, maximumLength: listed.file.length.map { min(limit, Int(clamping: $0)) })
    }

    private func fetch(_ role: String, version: Int64? = nil, maximumLength: Int? = nil) async throws -> [UInt8] {
        let limit = maximumLength ?? MetadataRole.limit(of: role)
        let bytes = try await fetcher.fetch(MetadataRole.fileName(role, version: version), maximumLength: limit)
        guard bytes.count <= limit else { throw Failure(.metadataTooLarge, ["role": role, "limit": String(limit)]) }
        return bytes
    }
}
