import Cryptography
import FileTransfer
import Logging
import Messages
import NIOCore
import Primitives
import RelayStorage
import SignedObjects
import Storage
import SwiftProtobuf
import TransferRecords
import Transport

/// `blob.put` and `release.put`: content comes once, whatever happens to the way; each block is verified before it counts (Protocol/README.md,
/// "Waiting transfers").
struct BlobReceiving: Sendable {
    /// Bytes that are gathered before they go to the disk.
    static let batch = 1 << 20
    /// Bytes after which what is there is made durable and told.
    static let durableStep: Int64 = 64 << 20

    let context: RelayContext
    let shelf: any ContentShelf

    init(context: RelayContext, shelf: any ContentShelf) {
        self.context = context
        self.shelf = shelf
    }

    /// - Parameter method: `blob.put`, or another call that is spoken alike.
    func register(_ method: String, to allows: @escaping @Sendable (Caller) -> Bool, in router: inout CallRouter<Caller>) {
        router.bulk(method, to: allows) { try await put($0.technician, $1) }
    }

    private func put(_ technician: Caller.Technician, _ stream: PeerStream) async throws {
        let content = try await FirstRecord.with(of: stream, in: context.manifestMemory) { first in
            guard let bytes = first.manifest else { throw FirstRecord.invalid }
            let manifest = try Manifest(wire: SignedManifest(bytes: bytes, expected: Digest.of(bytes)).manifest)
            return AnnouncedContent(manifest, kept: try await KeptManifest(bytes), by: technician)
        }
        if let blob = try await known(content) { return try await answer(stream, content.layout, blob) }
        let (now, shelf) = (context.clock.now(), shelf)
        try await context.database.write { try shelf.begin(content, in: $0, at: now) }
        let parked = try await shelf.uploads.take(content.key, for: stream)
        do {
            let incoming = try await open(parked, content)
            try await receive(content, incoming, on: stream)
        } catch {
            shelf.uploads.release(content.key, parking: nil)
            throw error
        }
    }

    /// What was sent before: nothing travels again.
    private func known(_ content: AnnouncedContent) async throws -> Digest? {
        let (now, shelf) = (context.clock.now(), shelf)
        return try await context.database.write { try shelf.known(content, in: $0, at: now) }
    }

    private func open(_ parked: IncomingBlob?, _ content: AnnouncedContent) async throws -> IncomingBlob {
        if let parked { return parked }
        let directory = shelf.directory
        return try await BlobDisk.run { try IncomingBlob(content.layout, part: directory.part(of: content.key)) }
    }

    private func receive(_ announced: AnnouncedContent, _ incoming: IncomingBlob, on stream: PeerStream) async throws {
        let key = announced.key
        do {
            let layout = incoming.layout
            let (directory, reserve) = (shelf.directory, shelf.diskReserve)
            let missing = layout.size - layout.offsets[incoming.held]
            try await BlobDisk.run { try directory.requireRoom(for: missing, reserve: reserve) }
            try await stream.sendRecord(WireTransferRecord.with { $0.state = layout.state(held: incoming.held) })
            try await content(of: key, incoming, from: stream)
            let (shelf, database, now) = (shelf, context.database, context.clock.now())
            let blob = try await BlobDisk.run {
                let blob = try incoming.finish()
                try shelf.publish(announced, as: blob, in: database, at: now)
                return blob
            }
            shelf.uploads.release(key, parking: nil)
            try await answer(stream, layout, blob)
        } catch let failure as Failure where failure.code == .blobBroken || failure.code == .blobFull {
            // What failed to reach the disk is never trusted again: the next attempt reads what is there (H56, H57).
            context.logger.error("content not stored", metadata: ["failure": "\(failure)"])
            _ = try? await BlobDisk.run { incoming.release() }
            shelf.uploads.release(key, parking: nil)
            throw failure
        } catch {
            await park(key, incoming)
            throw error
        }
    }

    /// Takes the blocks that are missing, to the end of the technician's half.
    private func content(of key: BlobKey, _ incoming: IncomingBlob, from stream: PeerStream) async throws {
        var gathered = ByteBuffer()
        var sinceDurable: Int64 = 0
        while let piece = try await next(of: stream, after: gathered, incoming) {
            if gathered.readableBytes == 0 {
                gathered = piece
            } else {
                gathered.writeImmutableBuffer(piece)
            }
            guard gathered.readableBytes >= Self.batch else { continue }
            let batch = gathered
            gathered = ByteBuffer()
            try await write(batch, incoming)
            sinceDurable += Int64(batch.readableBytes)
            guard sinceDurable >= Self.durableStep else { continue }
            sinceDurable = 0
            let held = try await makeDurable(key, incoming)
            try await stream.sendRecord(
                WireTransferRecord.with {
                    $0.progress = .with { $0.durableBytes = UInt64(clamping: incoming.layout.offsets[held]) }
                })
        }
        try await write(gathered, incoming)
    }

    /// Others fill the disk too, meanwhile: what is kept for logs and ledger is looked after before each batch (H56).
    private func write(_ batch: ByteBuffer, _ incoming: IncomingBlob) async throws {
        let (directory, reserve) = (context.blobs.directory, context.blobs.limits.diskReserve)
        try await BlobDisk.run {
            try directory.requireRoom(for: Int64(batch.readableBytes), reserve: reserve)
            try incoming.write(batch)
        }
    }

    /// Where the way is lost, what had come before counts.
    private func next(
        of stream: PeerStream, after gathered: ByteBuffer, _ incoming: IncomingBlob
    ) async throws -> ByteBuffer? {
        do {
            return try await stream.receive()
        } catch {
            try await BlobDisk.run { try incoming.write(gathered) }
            throw error
        }
    }

    private func makeDurable(_ key: BlobKey, _ incoming: IncomingBlob) async throws -> Int {
        let held = try await BlobDisk.run { try incoming.synchronise() }
        let (now, shelf) = (context.clock.now(), shelf)
        try await context.database.write { try shelf.advance(key, held: held, in: $0, at: now) }
        return held
    }

    /// The way was lost: what is verified becomes durable, and waits open for the next attempt. It goes on though this task was
    /// cancelled with its connection.
    private func park(_ key: BlobKey, _ incoming: IncomingBlob) async {
        let parked = await Task {
            do {
                incoming.park()
                _ = try await makeDurable(key, incoming)
                return true
            } catch {
                context.logger.error("an upload could not be parked", metadata: ["failure": "\(error)"])
                return false
            }
        }.value
        shelf.uploads.release(key, parking: parked ? incoming : nil)
    }

    private func answer(_ stream: PeerStream, _ layout: BlobLayout, _ blob: Digest) async throws {
        var state = layout.state(held: layout.count)
        state.blob = .init(blob.bytes)
        try await stream.sendRecord(WireTransferRecord.with { $0.state = state }, end: true)
    }
}
