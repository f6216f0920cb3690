import Cryptography
import FileTransfer
import Foundation
import Messages
import Primitives
import Releases
import SignedObjects
import SwiftProtobuf
import TransferRecords
import Transport

/// Sends what a release directory has published to the relay, and has it become the current snapshot. Given again after an interruption it goes on: what
/// the relay has does not travel.
package struct ReleaseUploader: Sendable {
    let carrier: FileCarrier

    package init(_ carrier: FileCarrier) {
        self.carrier = carrier
    }

    /// - Throws: `file` codes, `release` and `metadata` codes of what the relay refuses; then the snapshot before stays the current one.
    func publish(_ publication: ReleaseWorkspace.Publication) async throws -> ReleasePublishOutput {
        try await TechnicianDesk.sit(at: carrier.door) { desk in
            var sent = Sent()
            for file in publication.targets { _ = try await put(file, &sent, desk) }
            var metadata: [WireReleaseFile] = []
            for file in publication.metadata {
                let digest = try await put(file, &sent, desk)
                metadata.append(
                    WireReleaseFile.with {
                        $0.name = file.name
                        $0.digest = Data(digest.bytes)
                    })
            }
            let call = WireReleasePublishCall.with {
                $0.snapshot = UInt64(clamping: publication.snapshot)
                $0.metadata = metadata
            }
            // The same call again does nothing.
            let status = try await carrier.persist(desk) { desk, _ in try await desk.call(.releasePublish, call) }
            try await PublicationCheck(publication: publication, clock: carrier.clock).run(RelayMetadata(desk))
            return ReleasePublishOutput(
                status: ReleaseStatusOutput(status), files: publication.targets.count + metadata.count, sentFiles: sent.files,
                sentBytes: sent.bytes)
        }
    }

    private struct Sent {
        var files = 0
        var bytes: UInt64 = 0
    }

    private func put(_ file: ReleaseWorkspace.Publication.File, _ sent: inout Sent, _ desk: TechnicianDesk) async throws -> Digest
    {
        let tree = try OutgoingTree(
            file: ConfinedPlace(trusting: file.path), named: (file.path as NSString).lastPathComponent, allowingHardLinks: true)
        guard let manifest = try tree.manifests().first, let entry = manifest.entries.first else {
            throw Failure(.fileAbsent, ["path": file.path])
        }
        // Damaged since it was signed: the relay would not publish it.
        guard file.digest == nil || file.digest == entry.digest else { throw Failure(.fileMismatch, ["path": file.path]) }
        let sender = BlobSender(
            tree: tree, manifest: manifest, signed: try SignedManifest(manifest.wire), bar: carrier.bar, limit: carrier.limit,
            method: BulkCalls.releasePut)
        var missing: Int64 = 0
        let digest = try await carrier.persist(desk) { desk, patience in
            try await sender.attempt(on: desk.connection) { held in
                missing = max(missing, manifest.totalSize - held)
                patience.reached(held)
            }
        }
        guard digest == entry.digest else { throw Failure(.fileMismatch, ["path": file.path]) }
        if missing > 0 {
            sent.files += 1
            sent.bytes += UInt64(clamping: missing)
        }
        return digest
    }
}
