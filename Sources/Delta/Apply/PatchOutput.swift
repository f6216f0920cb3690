import Cryptography
import Dispatch
import Primitives
import Synchronization

/// Gives finished bytes out and hashes them, on a thread of its own while the next ones are made: two buffers, no more.
final class PatchOutput: @unchecked Sendable {
    // @unchecked: a buffer belongs to one side at a time; the semaphore hands it over.
    typealias Sink = @Sendable (UnsafeRawBufferPointer) throws(Failure) -> Void

    private let sink: Sink
    private let queue = DispatchQueue(label: "patch output")
    private let free = DispatchSemaphore(value: 0)
    private let buffers: [UnsafeMutableRawBufferPointer]
    private var current = 0
    private var filled = 0
    private let digest = Mutex<DigestStream?>(DigestStream())
    private let failure = Mutex<Failure?>(nil)
    private static let bufferSize = 524_288

    init(_ sink: @escaping Sink) {
        self.sink = sink
        buffers = (0..<2).map { _ in .allocate(byteCount: Self.bufferSize, alignment: 4096) }
        // One buffer is being filled, the other is free.
        free.signal()
    }

    deinit {
        for buffer in buffers { buffer.deallocate() }
    }

    /// Room for the next bytes: at most `bufferSize`. Throws what the sink threw.
    func room(_ count: Int) throws(Failure) -> UnsafeMutableRawBufferPointer {
        if filled + count > Self.bufferSize { try handOver() }
        return UnsafeMutableRawBufferPointer(rebasing: buffers[current][filled..<filled + count])
    }

    /// The room that was got last holds bytes now.
    func fill(_ count: Int) {
        filled += count
    }

    private func handOver() throws(Failure) {
        let bytes = UnsafeRawBufferPointer(rebasing: buffers[current][..<filled])
        nonisolated(unsafe) let handed = bytes
        queue.async { [self] in
            take(handed)
            free.signal()
        }
        free.wait()
        current = 1 - current
        filled = 0
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private func take(_ bytes: UnsafeRawBufferPointer) {
        guard failure.withLock({ $0 }) == nil else { return }
        digest.withLock { $0?.update(bytes) }
        do throws(Failure) {
            try sink(bytes)
        } catch {
            failure.withLock { $0 = error }
        }
    }

    /// Waits until nothing is on its way.
    func abandon() {
        queue.sync {}
    }

    /// The digest of all bytes, when the sink has taken them. Throws what it threw.
    func finish() throws(Failure) -> Digest {
        let bytes = UnsafeRawBufferPointer(rebasing: buffers[current][..<filled])
        nonisolated(unsafe) let last = bytes
        queue.sync { take(last) }
        if let failure = failure.withLock({ $0 }) { throw failure }
        guard let digest = digest.withLock({ $0.take()?.finish() }) else { throw Failure(.deltaWrongNew) }
        return digest
    }
}
