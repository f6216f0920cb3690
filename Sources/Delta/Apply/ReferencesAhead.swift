import Dispatch
import Primitives
import Synchronization

/// Finds the references of all pieces of a patch's copies on a thread of its own, while those before are corrected: a few buffers ahead,
/// no more.
final class ReferencesAhead: @unchecked Sendable {
    // @unchecked: a buffer belongs to one side at a time; the semaphores hand it over. Copies and bytes are only read.
    private static let buffers = 3
    private static let size = 4096

    private let reader: ReferenceReader
    private let copies: [Copy]
    private let store: UnsafeMutablePointer<PackedReference>
    private let free = DispatchSemaphore(value: 0)
    private let ready = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let isCancelled = Atomic(false)
    // Of the one that reads.
    @exclusivity(unchecked) private var next: UnsafeMutablePointer<PackedReference>
    @exclusivity(unchecked) private var last: UnsafeMutablePointer<PackedReference>
    @exclusivity(unchecked) private var taken = 0

    init(_ reader: ReferenceReader, _ copies: [Copy]) {
        self.reader = reader
        self.copies = copies
        store = .allocate(capacity: Self.buffers * Self.size)
        next = store
        last = store
        // The reader holds one, be it that it has not got any yet.
        for _ in 1..<Self.buffers { free.signal() }
        DispatchQueue.global().async { [self] in
            // What it calls throws nothing of its own.
            try? find()
            ended.signal()
        }
    }

    deinit {
        store.deallocate()
    }

    /// The next reference; nil where the piece has no more. To be asked until it says so for each piece, in their order.
    @inline(__always)
    func reference() -> Reference? {
        if next == last { turn() }
        let packed = next.pointee
        next += 1
        return packed.reference
    }

    /// Waits until nobody reads the old bytes any more, however far they were read.
    func end() {
        isCancelled.store(true, ordering: .relaxed)
        free.signal()
        ended.wait()
    }

    @inline(never)
    private func turn() {
        // The first one that is taken was given back by nobody.
        if taken > 0 { free.signal() }
        ready.wait()
        next = store + taken % Self.buffers * Self.size
        last = next + Self.size
        taken += 1
    }

    /// A buffer is handed over full; the last one as it is.
    private func find() throws(Failure) {
        var room = Room(at: store, end: store + Self.size)
        for copy in copies {
            for start in stride(from: copy.old, to: copy.old + copy.length, by: DeltaLimits.pieceSize) {
                guard !room.isLeft else { return }
                let end = min(start + DeltaLimits.pieceSize, copy.old + copy.length)
                try reader.forEach(in: start..<end) { reference throws(Failure) in put(PackedReference(reference), &room) }
                put(.end, &room)
            }
        }
        ready.signal()
    }

    /// Where the next reference is put.
    private struct Room {
        var at: UnsafeMutablePointer<PackedReference>
        var end: UnsafeMutablePointer<PackedReference>
        var given = 0
        /// Nobody reads any more.
        var isLeft = false
    }

    @inline(__always)
    private func put(_ reference: PackedReference, _ room: inout Room) {
        room.at.initialize(to: reference)
        room.at += 1
        if room.at == room.end { handOver(&room) }
    }

    @inline(never)
    private func handOver(_ room: inout Room) {
        if !room.isLeft {
            ready.signal()
            free.wait()
            room.given += 1
            room.isLeft = isCancelled.load(ordering: .relaxed)
        }
        room.at = store + room.given % Self.buffers * Self.size
        room.end = room.at + Self.size
    }
}
