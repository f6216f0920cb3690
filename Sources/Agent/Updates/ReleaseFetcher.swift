import Messages
import Primitives
import SwiftProtobuf
package import Transport
import Updates

/// Metadata of releases over the relay's channel. The relay is believed nothing: `UpdateClient` verifies what comes.
package struct ReleaseFetcher: MetadataFetcher {
    let connection: PeerConnection
    let limits: UpdateFetchLimits

    package init(_ connection: PeerConnection, limits: UpdateFetchLimits = UpdateFetchLimits()) {
        self.connection = connection
        self.limits = limits
    }

    package func fetch(_ name: String, maximumLength: Int) async throws -> [UInt8] {
        do {
            return try await withThrowingTaskGroup(of: [UInt8].self) { group in
                group.addTask { try await pieces(of: name, maximumLength: maximumLength) }
                group.addTask {
                    try await Task.sleep(for: limits.metadataTime)
                    throw Failure(.metadataUnreachable, ["name": name, "reason": "slow"])
                }
                defer { group.cancelAll() }
                guard let bytes = try await group.next() else { throw CancellationError() }
                return bytes
            }
        } catch let failure as Failure where failure.code.rawValue == "release.unpublished" {
            throw Failure(.metadataAbsent, ["name": name])
        } catch let failure as Failure where !failure.code.rawValue.hasPrefix("metadata.") {
            throw Failure(.metadataUnreachable, ["name": name, "reason": failure.code.rawValue], cause: failure)
        }
    }

    /// What changes while it is fetched begins again, once.
    private func pieces(of name: String, maximumLength: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var digest: [UInt8]?
        var isAgain = false
        while true {
            let offset = UInt64(bytes.count)
            let chunk = try await connection.call(
                .releaseMetadata,
                WireReleaseMetadataCall.with {
                    $0.name = name
                    $0.offset = offset
                }, timeout: limits.metadataTime)
            if let known = digest, known != Array(chunk.digest) {
                guard !isAgain else { throw Failure(.metadataUnreachable, ["name": name, "reason": "changed"]) }
                (bytes, digest, isAgain) = ([], nil, true)
                continue
            }
            digest = Array(chunk.digest)
            guard chunk.size <= UInt64(clamping: maximumLength), chunk.content.count <= maximumLength - bytes.count else {
                throw Failure(.metadataTooLarge, ["role": name, "limit": String(maximumLength)])
            }
            bytes += chunk.content
            guard UInt64(bytes.count) < chunk.size else { return bytes }
            guard !chunk.content.isEmpty else { throw Failure(.metadataUnreachable, ["name": name, "reason": "short"]) }
        }
    }
}
