import Cryptography
import FileTransfer
import NIOCore
import Primitives
import Synchronization
import Transport

/// Content on its way to the disk, block by block in the manifest's order. A block is gathered in memory, verified, and then
/// written: what is in the file below the next block is what the manifest says.
///
/// All calls block; one at a time. After an error of the disk the object is of no use: the part goes on from what is durable
/// with a new one.
final class IncomingBlob: Sendable {
    let layout: BlobLayout
    private let file: BlobFile
    private let state: Mutex<State>

    private struct State: ~Copyable {
        /// The block that is gathered; all before it are there.
        var next = 0
        var filled = 0
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: Manifest.blockSize, alignment: 4096)
        /// Of the blocks before the next one.
        var whole = DigestStream()
        /// The first blocks that are durable.
        var durable = 0

        deinit { block.deallocate() }
    }

    /// Opens the part, and goes over what an earlier attempt left: it counts as far as it is what the manifest says (H55).
    init(_ layout: BlobLayout, part: String) throws {
        self.layout = layout
        file = try BlobFile(part: part, size: layout.size)
        state = Mutex(State())
        try state.withLock { state in
            try resume(&state)
            try makeDurable(&state)
        }
    }

    /// How many of the first blocks are verified and durable.
    var held: Int { state.withLock { $0.durable } }
    var isComplete: Bool { state.withLock { $0.next == layout.count } }

    /// Takes the next bytes of the content.
    ///
    /// Throws `blob.mismatch` for a block that is not the manifest's, `blob.excess` for bytes behind the last, `blob.full`,
    /// `blob.broken`.
    func write(_ content: ByteBuffer) throws {
        try state.withLock { state in
            var rest = content.readableBytesView
            while !rest.isEmpty {
                guard state.next < layout.count else { throw Failure(.blobExcess) }
                let length = layout.length(of: state.next)
                let piece = rest.prefix(length - state.filled)
                UnsafeMutableRawBufferPointer(rebasing: state.block[state.filled...]).copyBytes(from: piece)
                state.filled += piece.count
                rest = rest.dropFirst(piece.count)
                if state.filled == length { try complete(&state) }
            }
        }
    }

    /// Makes what is verified durable; returns how many blocks that are.
    func synchronise() throws -> Int {
        try state.withLock { state in
            guard state.durable < state.next else { return state.durable }
            try makeDurable(&state)
            return state.durable
        }
    }

    /// Makes everything durable and returns the id of the whole. Nothing may be written afterwards.
    func finish() throws -> Digest {
        try state.withLock { state in
            guard state.next == layout.count else {
                throw Failure(.recordTruncated, ["bytes": String(layout.offsets[state.next]), "wanted": String(layout.size)])
            }
            try makeDurable(&state)
            var whole = DigestStream()
            Swift.swap(&whole, &state.whole)
            return whole.finish()
        }
    }

    /// Another attempt begins with a block's first byte.
    func park() {
        state.withLock { $0.filled = 0 }
    }

    /// The disk is full or broken: what is not durable gives its room back.
    func release() {
        state.withLock { release($0) }
    }

    private func release(_ state: borrowing State) {
        file.release(from: layout.offsets[state.durable], size: layout.size)
    }

    /// What the disk did not take is clean for the kernel afterwards: who reads the part again must not find it there (H57).
    private func makeDurable(_ state: inout State) throws {
        do {
            try file.synchronise()
        } catch {
            release(state)
            throw error
        }
        state.durable = state.next
    }

    private func complete(_ state: inout State) throws {
        let bytes = UnsafeRawBufferPointer(rebasing: state.block[..<layout.length(of: state.next)])
        guard Digest.of(bytes) == layout.digests[state.next] else {
            throw Failure(.blobMismatch, ["block": String(state.next)])
        }
        try file.write(bytes, at: layout.offsets[state.next])
        state.whole.update(bytes)
        state.next += 1
        state.filled = 0
        try fill(&state)
    }

    /// Passes over blocks that do not travel: zeros stay a hole, equal ones are copied.
    private func fill(_ state: inout State) throws {
        while state.next < layout.count {
            let bytes = UnsafeMutableRawBufferPointer(rebasing: state.block[..<layout.length(of: state.next)])
            if layout.isZero(state.next) {
                bytes.initializeMemory(as: UInt8.self, repeating: 0)
            } else if let source = layout.copySource(of: state.next) {
                try file.read(at: layout.offsets[source], into: bytes)
                try file.write(UnsafeRawBufferPointer(bytes), at: layout.offsets[state.next])
            } else {
                return
            }
            state.whole.update(UnsafeRawBufferPointer(bytes))
            state.next += 1
        }
    }

    private func resume(_ state: inout State) throws {
        while true {
            try fill(&state)
            guard state.next < layout.count else { return }
            let bytes = UnsafeMutableRawBufferPointer(rebasing: state.block[..<layout.length(of: state.next)])
            try file.read(at: layout.offsets[state.next], into: bytes)
            guard Digest.of(UnsafeRawBufferPointer(bytes)) == layout.digests[state.next] else { return }
            state.whole.update(UnsafeRawBufferPointer(bytes))
            state.next += 1
        }
    }
}
