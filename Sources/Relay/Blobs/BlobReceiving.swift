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

/// `blob.put`: content comes once, whatever happens to the way; each block is verified before it counts (Protocol/README.md,
/// "Waiting transfers").
struct BlobReceiving: Sendable {
    /// Bytes that are gathered before they go to the disk.
    static let batch = 1 << 20
    /// Bytes after which what is there is made durable and told.
    static let durableStep: Int64 = 64 << 20

    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.bulk(BulkCalls.blobPut, to: Caller.isTechnician) { try await put($0.technician, $1) }
    }

    private func put(_ technician: Caller.Technician, _ stream: PeerStream) async throws {
        let (layout, manifest) = try await FirstRecord.with(of: stream, in: context.manifestMemory) { first in
            guard let bytes = first.manifest else { throw FirstRecord.invalid }
            let manifest = try Manifest(wire: SignedManifest(bytes: bytes, expected: Digest.of(bytes)).manifest)
            return (BlobLayout(manifest), try await KeptManifest(bytes))
        }
        let key = BlobKey(manifest: manifest.digest, technician: technician.id)
        if let blob = try await known(key) { return try await answer(stream, layout, blob) }
        let now = context.clock.now()
        let limits = context.blobs.limits
        let upload = try await context.database.write { transaction in
            try manifest.keep(in: transaction, at: now)
            return try transaction.blobs.begin(
                key, organisation: technician.organisation, size: layout.size, limits: limits, at: now)
        }
        let parked = try await context.blobs.uploads.take(key, for: stream)
        do {
            let incoming = try await open(parked, layout, key)
            try await receive(upload, incoming, on: stream)
        } catch {
            context.blobs.uploads.release(key, parking: nil)
            throw error
        }
    }

    /// What this technician has sent before: nothing travels again.
    private func known(_ key: BlobKey) async throws -> Digest? {
        let now = context.clock.now()
        return try await context.database.write { transaction in
            guard let blob = try transaction.blobs.find(key) else { return nil }
            try transaction.blobs.touch(blob, at: now)
            return blob
        }
    }

    private func open(_ parked: IncomingBlob?, _ layout: BlobLayout, _ key: BlobKey) async throws -> IncomingBlob {
        if let parked { return parked }
        let directory = context.blobs.directory
        return try await BlobDisk.run { try IncomingBlob(layout, part: directory.part(of: key)) }
    }

    private func receive(_ upload: BlobUpload, _ incoming: IncomingBlob, on stream: PeerStream) async throws {
        let key = upload.key
        do {
            let layout = incoming.layout
            let (directory, reserve) = (context.blobs.directory, context.blobs.limits.diskReserve)
            let missing = layout.size - layout.offsets[incoming.held]
            try await BlobDisk.run { try directory.requireRoom(for: missing, reserve: reserve) }
            try await stream.sendRecord(WireTransferRecord.with { $0.state = layout.state(held: incoming.held) })
            try await content(of: key, incoming, from: stream)
            let (store, database, now) = (context.blobs, context.database, context.clock.now())
            let blob = try await BlobDisk.run {
                let blob = try incoming.finish()
                try store.publish(upload, as: blob, in: database, at: now)
                return blob
            }
            context.blobs.uploads.release(key, parking: nil)
            try await answer(stream, layout, blob)
        } catch let failure as Failure where failure.code == .blobBroken || failure.code == .blobFull {
            // What failed to reach the disk is never trusted again: the next attempt reads what is there (H56, H57).
            context.logger.error("content not stored", metadata: ["failure": "\(failure)"])
            _ = try? await BlobDisk.run { incoming.release() }
            context.blobs.uploads.release(key, parking: nil)
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
        let now = context.clock.now()
        try await context.database.write { try $0.blobs.advance(key, held: held, at: now) }
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
        context.blobs.uploads.release(key, parking: parked ? incoming : nil)
    }

    private func answer(_ stream: PeerStream, _ layout: BlobLayout, _ blob: Digest) async throws {
        var state = layout.state(held: layout.count)
        state.blob = .init(blob.bytes)
        try await stream.sendRecord(WireTransferRecord.with { $0.state = state }, end: true)
    }
}
