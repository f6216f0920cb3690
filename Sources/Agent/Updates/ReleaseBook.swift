import DurableFiles
import Foundation
import Primitives
import Transport
import Updates

/// What the vendor's signed metadata offer, verified with the agent's own root and marks, and laid out for the installer, which verifies
/// it again. One refresh at a time.
actor ReleaseBook {
    private let spool: UpdateSpool
    private let clock: any WallClock
    private var last: Task<Void, Never>?

    init(_ spool: UpdateSpool, clock: any WallClock = SystemWallClock()) {
        self.spool = spool
        self.clock = clock
    }

    /// The root that trust in releases begins with; a person brings it, as they brought the pin of enrolment.
    ///
    /// Throws the codes of `metadata`, `update.root-known` where there is one.
    static func trust(_ root: [UInt8], in spool: UpdateSpool) throws {
        try spool.make()
        let store = try MetadataStore(spool.trust)
        guard try store.load(MetadataRole.root) == nil else { throw Failure(.updateRootKnown, ["path": spool.trust]) }
        try UpdateClient.begin(root, in: store)
    }

    /// All that is offered of a product now.
    ///
    /// Throws the codes of `metadata` and `target`; nothing of what was trusted before is lost.
    func offers(of product: String, over connection: PeerConnection) async throws -> [ReleaseChoice.Offer] {
        let before = last
        let refresh = Task { [spool, clock] in
            await before?.value
            return try await Self.refresh(product, spool, ReleaseFetcher(connection), clock)
        }
        last = Task { _ = try? await refresh.value }
        return try await refresh.value
    }

    /// What the vendor declares of a product's diagnostics, as it is signed; nil where it declares nothing.
    ///
    /// Throws the codes of `metadata` and `target`.
    func diagnostics(
        of product: String, over connection: PeerConnection
    ) async throws -> SignedTarget<DiagnosticsDescription>? {
        try await refreshed(over: connection) { client in try await client.diagnostics(of: product) }
    }

    /// A script as the vendor signed it. Throws the codes of `metadata`, `target` and `script`.
    func script(
        _ name: String, version: String, over connection: PeerConnection
    ) async throws -> SignedTarget<ScriptDescription> {
        guard let wanted = ReleaseVersion(version) else { throw Failure(.scriptUnknown, ["name": name, "version": version]) }
        return try await refreshed(over: connection) { client in try await client.script(name, version: wanted) }
    }

    /// One after the other: they share what is trusted.
    private func refreshed<Value: Sendable>(
        over connection: PeerConnection, _ body: @escaping @Sendable (inout UpdateClient) async throws -> Value
    ) async throws -> Value {
        let before = last
        let refresh = Task { [spool, clock] in
            await before?.value
            try spool.make()
            let store = try MetadataStore(spool.trust)
            var client = try UpdateClient(
                store: store, fetcher: ReleaseFetcher(connection), clock: clock, floor: AgentProgram.built)
            try await client.refresh()
            return try await body(&client)
        }
        last = Task { _ = try? await refresh.value }
        return try await refresh.value
    }

    private static func refresh(
        _ product: String, _ spool: UpdateSpool, _ fetcher: any MetadataFetcher, _ clock: any WallClock
    ) async throws -> [ReleaseChoice.Offer] {
        try spool.make()
        let store = try MetadataStore(spool.trust)
        var client = try UpdateClient(store: store, fetcher: fetcher, clock: clock, floor: AgentProgram.built)
        try await client.refresh()
        let offers = try await client.offers(of: product)
        try await layOut(store, spool, fetcher)
        return offers
    }

    /// Timestamp comes last: whoever reads meanwhile finds what it names.
    private static func layOut(_ store: MetadataStore, _ spool: UpdateSpool, _ fetcher: any MetadataFetcher) async throws {
        let suffix = ".json"
        let timestamp = MetadataRole.fileName(MetadataRole.timestamp)
        var kept: Set<String> = [timestamp]
        for name in try FileManager.default.contentsOfDirectory(atPath: store.directory).sorted() {
            guard name.hasSuffix(suffix), name != timestamp else { continue }
            let bytes = try DurableFile(store.directory + "/" + name, failing: .updateSpool).read(
                limit: UpdateLimits.maximumTargets)
            guard let bytes, let version = version(of: bytes) else { continue }
            try write(bytes, "\(version).\(name)", spool)
            kept.insert("\(version).\(name)")
            guard name == MetadataRole.fileName(MetadataRole.root) else { continue }
            // The installer may know an older root than the agent does.
            for older in max(1, version - Int64(UpdateLimits.maximumRootRotations))..<max(1, version) {
                kept.insert("\(older).\(name)")
                guard !FileManager.default.fileExists(atPath: "\(spool.metadata)/\(older).\(name)") else { continue }
                guard let bytes = try? await fetcher.fetch("\(older).\(name)", maximumLength: UpdateLimits.maximumRoot) else {
                    continue
                }
                try write(bytes, "\(older).\(name)", spool)
            }
        }
        if let bytes = try store.load(MetadataRole.timestamp) { try write(bytes, timestamp, spool) }
        for name in try FileManager.default.contentsOfDirectory(atPath: spool.metadata) where !kept.contains(name) {
            try DurableFile(spool.metadata + "/" + name, failing: .updateSpool).remove()
        }
    }

    private static func write(_ bytes: [UInt8], _ name: String, _ spool: UpdateSpool) throws {
        try DurableFile(spool.metadata + "/" + name, failing: .updateSpool).replace(with: bytes)
    }

    /// Of metadata that were verified.
    private static func version(of bytes: [UInt8]) -> Int64? {
        struct File: Decodable {
            struct Signed: Decodable { let version: Int64 }
            let signed: Signed
        }
        return try? JSONDecoder().decode(File.self, from: Data(bytes)).signed.version
    }
}
