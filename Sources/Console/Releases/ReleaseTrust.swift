import Cryptography
import DurableFiles
import Primitives
import Updates

/// What this console believes of releases: the vendor's signed metadata, from a root that a person brought. The relay's word about a
/// release is no more than where it lies.
struct ReleaseTrust {
    private let directory: String

    init(_ home: ConsoleHome) {
        directory = home.releaseTrustPath
    }

    /// Takes the root that trust begins with, once.
    ///
    /// - Returns: SHA-256 of the file.
    /// - Throws: `metadata` codes, `update.root-known`.
    func begin(_ path: String) throws -> Digest {
        guard let root = try DurableFile(path, failing: .metadataUnreachable).read(limit: UpdateLimits.maximumRoot) else {
            throw Failure(.metadataAbsent, ["name": path])
        }
        let store = try MetadataStore(directory)
        if let known = try store.load(MetadataRole.root) {
            guard known == root else { throw Failure(.updateRootKnown, ["path": directory]) }
            return Digest.of(root)
        }
        try UpdateClient.begin(root, in: store)
        return Digest.of(root)
    }

    /// All that is offered of a product now, verified.
    func offers(of product: String, from fetcher: some MetadataFetcher, clock: any WallClock) async throws -> [ReleaseChoice
        .Offer]
    {
        var client = try UpdateClient(
            store: MetadataStore(directory), fetcher: fetcher, clock: clock)
        try await client.refresh()
        return try await client.offers(of: product)
    }

    /// A script of the vendor, verified; nil: its newest version.
    func script(
        _ name: String, version: ReleaseVersion?, from fetcher: some MetadataFetcher, clock: any WallClock
    ) async throws -> SignedTarget<ScriptDescription> {
        var client = try UpdateClient(store: MetadataStore(directory), fetcher: fetcher, clock: clock)
        try await client.refresh()
        return try await client.script(name, version: version)
    }
}

extension Failure.Code {
    /// Another root of releases is trusted already (`path`).
    static let updateRootKnown = Failure.Code(rawValue: "update.root-known")
}
