import Synchronization

/// Raw bytes of content that an operation has moved so far; they count against the grant also where it fails.
final class MovedBytes: Sendable {
    private let total = Atomic<UInt64>(0)

    var count: UInt64 { total.load(ordering: .relaxed) }

    /// - Parameter bytes: of one piece.
    func add(_ bytes: Int) {
        total.add(UInt64(clamping: bytes), ordering: .relaxed)
    }
}
