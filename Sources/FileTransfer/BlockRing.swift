import Dispatch
import Synchronization

/// Blocks on their way from one thread that fills them to one that takes them, in order; a bounded number at once.
///
/// One thread calls `free`, `submit`, `submitZeros` and `end`, the other `nextFilled` and `release`.
final class BlockRing: @unchecked Sendable {
    // @unchecked: a buffer belongs to the filling thread until it is submitted, and to the taking one until it is released; the
    // semaphores order that. Each position is used by one thread only.
    private let memory: UnsafeMutableRawBufferPointer
    private let zeros: UnsafeMutableRawBufferPointer
    private let count: Int
    private let room: DispatchSemaphore
    private let filled = DispatchSemaphore(value: 0)
    /// Sizes of what was submitted; negative for zeros, 0 at the end.
    private var sizes: [Int]
    private var hasRoom = false
    private var writing = 0
    private var reading = 0

    init(buffers: Int) {
        count = buffers
        memory = .allocate(byteCount: buffers * Manifest.blockSize, alignment: 4096)
        zeros = .allocate(byteCount: Manifest.blockSize, alignment: 4096)
        zeros.initializeMemory(as: UInt8.self, repeating: 0)
        sizes = Array(repeating: 0, count: buffers)
        // Counted up to the number instead of created with it: a semaphore must not go away with less than it began with.
        room = DispatchSemaphore(value: 0)
        for _ in 0..<buffers { room.signal() }
    }

    deinit {
        memory.deallocate()
        zeros.deallocate()
    }

    /// A buffer of a block to fill, when there is one.
    func free() -> UnsafeMutableRawBufferPointer {
        if !hasRoom { room.wait() }
        hasRoom = true
        return UnsafeMutableRawBufferPointer(rebasing: memory[writing * Manifest.blockSize..<(writing + 1) * Manifest.blockSize])
    }

    func submit(_ size: Int) {
        if !hasRoom { room.wait() }
        hasRoom = false
        sizes[writing] = size
        writing = (writing + 1) % count
        filled.signal()
    }

    func submitZeros(_ size: Int) {
        submit(-size)
    }

    func end() {
        submit(0)
    }

    /// The next block; nil at the end.
    func nextFilled() -> UnsafeRawBufferPointer? {
        filled.wait()
        let size = sizes[reading]
        guard size != 0 else { return nil }
        let start = reading * Manifest.blockSize
        return UnsafeRawBufferPointer(rebasing: size < 0 ? zeros[..<(-size)] : memory[start..<start + size])
    }

    func release() {
        reading = (reading + 1) % count
        room.signal()
    }
}
