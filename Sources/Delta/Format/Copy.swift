/// A stretch of the new file that is taken from the old one.
struct Copy: Equatable, Sendable {
    var old: Int
    var new: Int
    var length: Int

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
        return CopyMap(self + Copy.ofZeroedMemory(oldImages, oldSize, newImages, newSize), limit: limit)
    }
}
