import Glibc
import Testing
import Turns

@testable import Delta

/// What a patch was made from comes out of it.
@Suite(.keepsThread) struct RoundTripTests {
    @Test func `property: noise and its edited form`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var chance = Seeded(seed)
        for round in 0..<60 {
            let old = Samples.noise(Int.random(in: 0...20_000, using: &chance), &chance)
            let new = Samples.edited(old, edits: Int.random(in: 0...30, using: &chance), &chance)
            let patch = try Samples.patch(old, new)
            let result = Samples.apply(old, patch)
            #expect(result.code == nil && result.bytes == new, "round \(round) of seed \(seed)")
        }
    }

    @Test func `property: this very program, edited: its references are followed`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var chance = Seeded(seed)
        let whole = try MappedFile("/bin/sh").withBytes { Array($0) }
        let images = whole.withUnsafeBytes { ElfImage.all(in: $0) }
        #expect(images.count == 1 && images[0].regions.contains { $0.kind == .x86 || $0.kind == .arm })
        for round in 0..<3 {
            let new = Samples.edited(whole, edits: 40, &chance)
            let result = Samples.apply(whole, try Samples.patch(whole, new))
            #expect(result.code == nil && result.bytes == new, "round \(round) of seed \(seed)")
        }
    }

    @Test func `code that moved costs next to nothing, though every reference in it changed`() throws {
        // A function is put before everything: all displacements to the data behind the code change.
        let (old, new) = MovedProgram.pair(functions: 4000)
        let patch = try Samples.patch(old, new)
        let result = Samples.apply(old, patch)
        #expect(result.code == nil && result.bytes == new)
        #expect(patch.count < 1000, "\(patch.count) bytes for \(new.count)")
    }

    @Test(arguments: [([], []), ([], [1]), ([1], []), ([1], [1]), ([1, 2, 3], [3, 2, 1])] as [([UInt8], [UInt8])])
    func `the smallest files`(_ old: [UInt8], _ new: [UInt8]) throws {
        let result = Samples.apply(old, try Samples.patch(old, new))
        #expect(result.code == nil && result.bytes == new)
    }

    @Test func `the same input gives the same patch`() throws {
        var chance = Seeded(7)
        let old = Samples.noise(50_000, &chance)
        let new = Samples.edited(old, edits: 50, &chance)
        #expect(try Samples.patch(old, new) == Samples.patch(old, new))
    }

    @Test func `copies that overlap in every way have a map`() {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var chance = Seeded(seed)
        for _ in 0..<2000 {
            let copies = (0..<Int.random(in: 0...12, using: &chance)).map { _ in
                Copy(
                    old: Int.random(in: 0...60, using: &chance), new: Int.random(in: 0...1000, using: &chance),
                    length: Int.random(in: 0...40, using: &chance))
            }
            let map = copies.map([], 101, [], 2000)
            for position in 0...100 {
                let moves = [0] + copies.map { $0.new - $0.old }
                #expect(moves.contains(map(position) - position), "seed \(seed)")
            }
        }
    }
}
