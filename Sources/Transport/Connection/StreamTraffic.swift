import Synchronization

/// What a bulk stream has moved, before and after compression: progress shows what compression gained.
package final class StreamTraffic: Sendable {
    private let raw = Atomic<UInt64>(0)
    private let wire = Atomic<UInt64>(0)

    init() {}

    /// Bytes of content.
    package var rawBytes: UInt64 { raw.load(ordering: .relaxed) }
    /// Bytes of the frames that carried it, headers included.
    package var wireBytes: UInt64 { wire.load(ordering: .relaxed) }

    func add(raw bytes: Int, wire frames: Int) {
        raw.add(UInt64(clamping: bytes), ordering: .relaxed)
        wire.add(UInt64(clamping: frames), ordering: .relaxed)
    }
}
