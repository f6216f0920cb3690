import Primitives
import Synchronization

/// Lets bytes pass at a rate that a person chose: a bucket that fills with time and holds a quarter of a second. Any thread.
package final class RateLimit: Sendable {
    /// How much of a second's bytes may pass at once after a pause.
    static let burst: UInt64 = 4

    private struct Bucket {
        /// Bytes that may pass at once; below zero, they must be waited for.
        var level: Double
        var filled: ContinuousClock.Instant?
    }

    package let bytesPerSecond: UInt64
    private let bucket: Mutex<Bucket>

    package init(bytesPerSecond: UInt64) {
        self.bytesPerSecond = max(1, bytesPerSecond)
        bucket = Mutex(Bucket(level: Double(self.bytesPerSecond / Self.burst)))
    }

    /// Pieces no larger than this keep the rate even.
    package var pieceSize: Int { Int(clamping: min(max(bytesPerSecond / Self.burst, 4 << 10), 1 << 20)) }

    /// Takes the bytes out of the bucket, and says how long they have to wait.
    func take(_ bytes: Int, at now: ContinuousClock.Instant) -> Duration {
        let rate = Double(bytesPerSecond)
        return bucket.withLock { bucket in
            let passed = bucket.filled.map { ($0.duration(to: now)) / .seconds(1) } ?? 0
            bucket.filled = now
            bucket.level = min(bucket.level + passed * rate, rate / Double(Self.burst)) - Double(bytes)
            return bucket.level < 0 ? .seconds(-bucket.level / rate) : .zero
        }
    }

    /// Returns when the bytes may pass.
    func wait(for bytes: Int) async throws {
        let delay = take(bytes, at: .now)
        if delay > .zero { try await Task.sleep(for: delay) }
    }
}
