import Cryptography
import Dispatch
import Primitives
import Synchronization

/// Hashes the old file on a thread of its own, while the patch's copies are read.
final class OldDigest: Sendable {
    /// Whose bytes may not be read before this has returned.
    typealias Source = @Sendable () throws(Failure) -> Digest

    private let group = DispatchGroup()
    private let expected: Digest
    private let found = Mutex<Result<Digest, Failure>?>(nil)

    init(_ expected: Digest, _ source: @escaping Source) {
        self.expected = expected
        DispatchQueue.global().async(group: group) { [self] in
            let result = Result { () throws(Failure) in try source() }
            found.withLock { $0 = result }
        }
    }

    /// Of bytes that are there. Whoever owns them must wait before they go away.
    static func source(_ old: UnsafeRawBufferPointer) -> Source {
        nonisolated(unsafe) let bytes = old
        return { Digest.of(bytes) }
    }

    /// Waits until nobody hashes any more.
    func end() {
        group.wait()
    }

    /// Throws delta.wrong-old unless the old file is the one that was expected; what the source threw.
    func check() throws(Failure) {
        group.wait()
        guard let result = found.withLock({ $0 }), try result.get() == expected else { throw Failure(.deltaWrongOld) }
    }
}
