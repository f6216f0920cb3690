import Cryptography
import FileTransfer
import Messages
import Multiplexing
import NIOCore
import Primitives
import SignedObjects
import SwiftProtobuf
import TransferRecords
import Transport

/// Sends content to the relay once, attempt by attempt: what it has is not sent again.
struct BlobSender: Sendable {
    /// Bytes that are read and queued at once.
    private static let piece = 1 << 20

    let tree: OutgoingTree
    let manifest: Manifest
    let signed: SignedManifest
    let bar: ProgressBar
    /// nil: as fast as it goes.
    let limit: RateLimit?
    /// `blob.put`, or a call that is spoken alike.
    var method = BulkCalls.blobPut

    /// The content's id at the relay.
    ///
    /// - Parameter answered: told how many bytes the relay has.
    func attempt(on connection: PeerConnection, answered: (Int64) -> Void) async throws -> Digest {
        let stream = try await connection.open(method, bulk: true)
        var reader = RecordReader(stream)
        do {
            try await stream.send(.manifest(signed.bytes))
        } catch {
            // Refused meanwhile: the record that says why has come, and is read below.
        }
        let state = try await Self.state(&reader)
        if let blob = Digest(bytes: state.blob) { return blob }
        let content = OutgoingContent(tree, manifest, held: try state.blocks(of: manifest))
        let held = manifest.totalSize - content.totalSize
        answered(held)
        bar.start(total: UInt64(clamping: manifest.totalSize), held: UInt64(clamping: held), traffic: stream.sent)
        do {
            try await send(content, on: stream)
        } catch let failure as Failure where failure.code.rawValue.hasPrefix("file.") {
            stream.reset(.badContent)
            throw failure
        } catch {
            // The stream is gone; the reader learns why.
        }
        let last = try await Self.state(&reader)
        bar.finish()
        guard let blob = Digest(bytes: last.blob) else { throw TransferStream.unexpected }
        return blob
    }

    private func send(_ content: OutgoingContent, on stream: PeerStream) async throws {
        while true {
            var buffer = ByteBufferAllocator().buffer(capacity: Self.piece)
            let count = try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.piece) { bytes in
                try content.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes.prefix(Self.piece)))
            }
            guard count > 0 else { break }
            while let piece = buffer.readSlice(length: min(limit?.pieceSize ?? Self.piece, buffer.readableBytes)),
                piece.readableBytes > 0
            {
                try await limit?.wait(for: piece.readableBytes)
                try await stream.send(piece)
                bar.advance(by: piece.readableBytes)
            }
        }
        try await stream.finish()
        bar.verify()
    }

    private static func state(_ reader: inout RecordReader) async throws -> WireTransferState {
        while true {
            switch try await reader.transferRecord() {
            case .state(let state): return state
            case .progress: continue
            case .error(let failure): throw failure
            default: throw TransferStream.unexpected
            }
        }
    }
}
