/// A stretch of the new file that is taken from the old one.
///
/// Twelve bytes: an applier keeps all copies of a patch in memory. Positions and lengths are below 2^31.
struct Copy: Equatable, Sendable {
    private var oldStart: UInt32
    private var newStart: UInt32
    private var count: UInt32

    init(old: Int, new: Int, length: Int) {
        oldStart = UInt32(old)
        newStart = UInt32(new)
        count = UInt32(length)
    }

    var old: Int { Int(oldStart) }
    var new: Int { Int(newStart) }
    var length: Int {
        get { Int(count) }
        set { count = UInt32(newValue) }
    }

    /// Ascending by the old position, then by the new one.
    static func precedes(_ left: Copy, _ right: Copy) -> Bool {
        UInt64(left.oldStart) << 32 | UInt64(left.newStart) < UInt64(right.oldStart) << 32 | UInt64(right.newStart)
    }

    /// The copies that zeroed memory would be: it has no bytes, but references lead to it.
    static func ofZeroedMemory(_ oldImages: [[Area]], _ oldSize: Int, _ newImages: [[Area]], _ newSize: Int) -> [Copy] {
        zip(oldImages, newImages).flatMap { old, new in
            zip(old.filter { $0.position >= oldSize }, new.filter { $0.position >= newSize }).map { old, new in
                Copy(old: old.position, new: new.position, length: min(old.length, new.length))
            }
        }
    }
}

extension [Copy] {
    /// The map of old positions to new ones that both ends make from a patch's copies.
    func map(_ oldImages: [[Area]], _ oldSize: Int, _ newImages: [[Area]], _ newSize: Int) -> CopyMap {
        let limit = oldImages.joined().reduce(oldSize) { Swift.max($0, $1.end) }
        var all = Copy.ofZeroedMemory(oldImages, oldSize, newImages, newSize)
        all.reserveCapacity(count + all.count)
        all += self
        // In place: memory is counted here.
        all.sort(by: Copy.precedes)
        return CopyMap(all, limit: limit)
    }
}
