/// What is known of each block of a file that is being received.
struct BlockMap {
    enum Mark: UInt8 {
        /// Has to be sent.
        case missing
        /// Is in the part, with the manifest's digest.
        case verified
        /// Need not be sent: a copy of an earlier block, made when that one is verified.
        case promised
    }

    private var marks: [Mark]
    /// Blocks that are verified.
    private(set) var verifiedCount = 0

    init(count: Int) {
        marks = Array(repeating: .missing, count: count)
    }

    subscript(_ block: Int) -> Mark { marks[block] }

    var count: Int { marks.count }
    var isComplete: Bool { verifiedCount == marks.count }

    mutating func verify(_ block: Int) {
        if marks[block] != .verified { verifiedCount += 1 }
        marks[block] = .verified
    }

    mutating func promise(_ block: Int) {
        if marks[block] == .missing { marks[block] = .promised }
    }

    /// The first block from `start` on that has to be sent; `count` where there is none.
    func nextMissing(from start: Int) -> Int {
        var block = start
        while block < marks.count, marks[block] != .missing { block += 1 }
        return block
    }

    /// The blocks that need not be sent.
    var held: BlockSet {
        var set = BlockSet()
        for block in marks.indices where marks[block] != .missing { set.append(block) }
        return set
    }

    var verified: [Int] { marks.indices.filter { marks[$0] == .verified } }
}
