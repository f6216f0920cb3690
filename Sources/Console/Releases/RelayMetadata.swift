import Messages
import Primitives
import SwiftProtobuf
import Transport
import Updates

/// Metadata of releases as the relay serves it. It is believed nothing: `UpdateClient` verifies what comes.
package struct RelayMetadata: MetadataFetcher {
    private let desk: TechnicianDesk

    package init(_ desk: TechnicianDesk) {
        self.desk = desk
    }

    /// Throws `metadata.absent`, `metadata.too-large`, `metadata.unreachable`.
    package func fetch(_ name: String, maximumLength: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let offset = UInt64(bytes.count)
            let chunk: WireReleaseMetadataChunk
            do {
                chunk = try await desk.call(
                    .releaseMetadata,
                    WireReleaseMetadataCall.with {
                        $0.name = name
                        $0.offset = offset
                    })
            } catch let failure as Failure where failure.code.rawValue == "release.unpublished" {
                throw Failure(.metadataAbsent, ["name": name])
            } catch let failure as Failure {
                throw Failure(.metadataUnreachable, ["name": name, "reason": failure.code.rawValue], cause: failure)
            }
            guard chunk.size <= UInt64(clamping: maximumLength), chunk.content.count <= maximumLength - bytes.count else {
                throw Failure(.metadataTooLarge, ["role": name, "limit": String(maximumLength)])
            }
            bytes += chunk.content
            guard UInt64(bytes.count) < chunk.size else { return bytes }
            guard !chunk.content.isEmpty else { throw Failure(.metadataUnreachable, ["name": name, "reason": "short"]) }
        }
    }
}
