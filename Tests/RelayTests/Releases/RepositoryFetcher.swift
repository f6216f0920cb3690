import Primitives
import RelayStorage
import Transport
import Updates

/// Metadata over a machine's connection, for the client of Updates.
struct RepositoryFetcher: MetadataFetcher {
    let connection: PeerConnection

    func fetch(_ name: String, maximumLength: Int) async throws -> [UInt8] {
        do {
            return try await connection.metadata(name)
        } catch let failure as Failure where failure.code == .releaseUnpublished {
            throw Failure(.metadataAbsent, ["name": name])
        }
    }
}
