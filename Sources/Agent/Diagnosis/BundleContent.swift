import AgentStorage
import Cryptography
import FileTransfer
import NIOCore
import Primitives
import Sessions
import SignedObjects
import TransferRecords
import Transport

/// Sends one approved bundle: manifest, then the blocks that the technician lacks.
struct BundleContent: Sendable {
    let stream: PeerStream
    let permit: WorkPermit
    let moved: MovedBytes

    /// Returns the manifest's digest.
    ///
    /// Throws `file.changed` where the file is not the one that was approved.
    func send(_ reader: TreeReader, expecting bundle: StoredDiagnosis.Bundle) async throws -> Digest {
        let manifest = try await reader.manifest(permit: permit, tellsLeftOut: false)
        guard manifest.entries.first?.digest == bundle.digest else { throw Failure(.fileChanged, ["path": bundle.name]) }
        let signed = try SignedManifest(manifest.wire)
        try await stream.send(.manifest(signed.bytes))
        var records = RecordReader(stream)
        let held: [BlockSet]
        switch try await records.transferRecord() {
        case .state(let state): held = try state.blocks(of: manifest)
        case .error(let failure): throw failure
        default: throw Failure(.messageInvalid, ["type": "TransferRecord"])
        }
        try await reader.begin(manifest, held: held, signatures: [:])
        while let piece = try await reader.next() {
            try permit.check()
            moved.add(piece.readableBytes)
            try await stream.send(piece)
        }
        return signed.digest
    }
}
