import Framing
import NIOCore

/// Who sends next among streams of one class, as ids; what they send is in their `StreamState`.
struct MessageLine: Sendable {
    private var ids = CircularBuffer<UInt32>(initialCapacity: 0)

    var next: UInt32? { ids.first }

    mutating func join(_ id: UInt32) { ids.append(id) }

    mutating func leave() { _ = ids.popFirst() }

    /// After its turn, the first goes to the end.
    mutating func rotate() {
        if let id = ids.popFirst() { ids.append(id) }
    }
}

/// Deficit round robin (Shreedhar and Varghese, 1995): each group of streams sends one full frame's worth of bytes per
/// round, however many streams it has and however small its frames are; inside a group, streams take turns.
struct BulkLine: Sendable {
    private struct Group: Sendable {
        var line = MessageLine()
        var deficit = 0
    }

    /// What a group may send per round; not less than the dearest frame, so that a round always sends.
    static let quantum = MultiplexingLimits.smallestWindow

    private var groups: [UInt64: Group] = [:]
    private var ring = CircularBuffer<UInt64>(initialCapacity: 0)

    /// The stream whose turn may come; ask `admit` with the cost of its frame.
    var next: UInt32? { ring.first.flatMap { groups[$0]?.line.next } }

    mutating func join(_ id: UInt32, group key: UInt64) {
        if groups[key] == nil {
            groups[key] = Group()
            ring.append(key)
        }
        groups[key]?.line.join(id)
    }

    /// Whether the first group may send `cost` bytes now; if not, it got its quantum and went to the end of the ring.
    mutating func admit(_ cost: Int) -> Bool {
        guard let key = ring.first, var group = groups[key] else { return false }
        guard group.deficit < cost else { return true }
        group.deficit += Self.quantum
        groups[key] = group
        if ring.count == 1 { return group.deficit >= cost }
        _ = ring.popFirst()
        ring.append(key)
        return false
    }

    /// The first stream sent `cost` bytes; it stays in line where it has more.
    mutating func sent(_ cost: Int, stays: Bool) {
        guard let key = ring.first else { return }
        groups[key]?.deficit -= cost
        if stays { groups[key]?.line.rotate() } else { leave() }
    }

    /// The first stream has nothing that it may send.
    mutating func leave() {
        guard let key = ring.first else { return }
        groups[key]?.line.leave()
        if groups[key]?.line.next == nil {
            groups[key] = nil
            _ = ring.popFirst()
        }
    }
}
