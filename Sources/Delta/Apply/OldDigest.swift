import Cryptography
import Dispatch
import Synchronization

/// Hashes the old file on a thread of its own, while the patch's copies are read.
final class OldDigest: Sendable {
    private let group = DispatchGroup()
    private let isRight = Mutex(false)

    init(_ old: UnsafeRawBufferPointer, _ expected: Digest) {
        nonisolated(unsafe) let bytes = old
        DispatchQueue.global().async(group: group) { [self] in
            let digest = Digest.of(bytes)
            isRight.withLock { $0 = digest == expected }
        }
    }

    /// Whether the old file is the one that was expected. Whoever owns the bytes must wait before they go away.
    @discardableResult
    func wait() -> Bool {
        group.wait()
        return isRight.withLock { $0 }
    }
}
