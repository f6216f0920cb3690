import Foundation
import Primitives
import Releases
import Updates

/// Reads what the relay serves now as a machine does that knows the vendor's first root: whoever published it hears at once of a relay
/// that keeps something back.
struct PublicationCheck {
    let publication: ReleaseWorkspace.Publication
    let clock: any WallClock

    /// Throws `metadata.version` where the relay serves an older snapshot, and whatever else a machine would refuse.
    func run(_ fetcher: some MetadataFetcher) async throws {
        guard let root = publication.metadata.first(where: { $0.name.hasSuffix(".root.json") && $0.name.hasPrefix("1.") }) else {
            throw Failure(.releaseAbsent, ["name": "1.root.json"])
        }
        let place = FileManager.default.temporaryDirectory.appending(path: "hamyar-releases-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: place) }
        let store = try MetadataStore(place)
        try UpdateClient.begin(Array(Data(contentsOf: URL(filePath: root.path))), in: store)
        var client = try UpdateClient(store: store, fetcher: fetcher, clock: clock)
        try await client.refresh()
        guard client.snapshotVersion == publication.snapshot else {
            throw Failure(
                .metadataVersion,
                [
                    "role": MetadataRole.snapshot, "expected": String(publication.snapshot),
                    "found": String(client.snapshotVersion),
                ])
        }
    }
}
