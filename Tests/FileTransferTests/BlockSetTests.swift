import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct BlockSetTests {
    @Test func `blocks and the others`() {
        var set = BlockSet()
        for block in [0, 1, 4, 6, 7] { set.append(block) }
        #expect(set.ranges == [0..<2, 4..<5, 6..<8])
        #expect(set.missing(of: 9) == [2..<4, 5..<6, 8..<9])
        #expect(set.missing(of: 8) == [2..<4, 5..<6])
        #expect(BlockSet().missing(of: 0).isEmpty)
        #expect(BlockSet(ranges: set.ranges, of: 8) == set)
        #expect(set.contains(4) && !set.contains(5))
    }

    @Test(arguments: [[0..<0], [2..<3, 1..<2], [0..<2, 1..<3], [0..<9], [-1..<1], [Int.max - 1..<Int.max]])
    func `H37 ranges from outside that overlap, go back or reach too far`(ranges: [Range<Int>]) {
        #expect(BlockSet(ranges: ranges, of: 8) == nil)
    }
}
