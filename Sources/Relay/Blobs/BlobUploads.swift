import Multiplexing
import Primitives
import RelayStorage
import Synchronization
import Transport

/// The uploads that are open in this process: one stream for each, and the state of those that were cut off, so that going on
/// needs no reading.
final class BlobUploads: Sendable {
    /// Uploads that are kept open without a stream. Ours: each costs a descriptor.
    static let parkedLimit = 64

    private struct Slot {
        var stream: PeerStream?
        var parked: IncomingBlob?
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let slots = Mutex<[BlobKey: Slot]>([:])

    /// Takes the upload for this stream; an older stream of it gives way first. Returns what was parked.
    func take(_ key: BlobKey, for stream: PeerStream) async throws -> IncomingBlob? {
        while true {
            try Task.checkCancellation()
            var parked: IncomingBlob?
            var isOurs = false
            await withCheckedContinuation { continuation in
                let older: PeerStream? = slots.withLock { slots in
                    var slot = slots[key] ?? Slot()
                    defer { slots[key] = slot }
                    if let older = slot.stream {
                        slot.waiting.append(continuation)
                        return older
                    }
                    slot.stream = stream
                    (parked, slot.parked, isOurs) = (slot.parked, nil, true)
                    return nil
                }
                if let older { older.reset(.cancelled) } else { continuation.resume() }
            }
            if isOurs { return parked }
        }
    }

    /// Gives the upload back. What is parked stays open; when there are too many, some are closed.
    func release(_ key: BlobKey, parking blob: IncomingBlob?) {
        let waiting = slots.withLock { slots in
            let waiting = slots[key]?.waiting ?? []
            slots[key] = blob.map { Slot(parked: $0) }
            let parked = slots.filter { $0.value.stream == nil && $0.key != key }
            if parked.count >= Self.parkedLimit, let other = parked.first { slots[other.key] = nil }
            return waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func isOpen(_ key: BlobKey) -> Bool {
        slots.withLock { $0[key]?.stream != nil }
    }

    /// Lets go of what was parked.
    func forget(_ key: BlobKey) {
        slots.withLock { slots in
            if slots[key]?.stream == nil { slots[key] = nil }
        }
    }
}
