import Cryptography
import Glibc
import Primitives
import Testing
import Turns

@testable import Delta

/// A patch from outside is refused before it does harm.
@Suite(.keepsThread) struct HostilePatchTests {
    private let old: [UInt8]
    private let new: [UInt8]
    private let patch: [UInt8]

    init() throws {
        var chance = Seeded(5)
        old = Samples.noise(3000, &chance)
        new = Samples.edited(old, edits: 12, &chance)
        patch = try Samples.patch(old, new)
    }

    @Test func `H53 a patch that is cut off anywhere is refused`() {
        for count in 0..<patch.count {
            #expect(Samples.apply(old, Array(patch.prefix(count))).code == .deltaMalformed, "\(count) bytes")
        }
        #expect(Samples.apply(old, patch + [0]).code == .deltaMalformed)
    }

    @Test func `H53 no byte of a patch can be another one`() throws {
        for at in patch.indices {
            for bit in [UInt8(1), 128] {
                var damaged = patch
                damaged[at] ^= bit
                let result = Samples.apply(old, damaged)
                #expect(result.code != nil || result.bytes == new, "byte \(at)")
            }
        }
    }

    @Test func `H53 property: a program's patch with damage anywhere neither traps nor gives other bytes`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var chance = Seeded(seed)
        let (old, new) = MovedProgram.pair(functions: 200)
        let patch = try Samples.patch(old, new)
        for _ in 0..<2000 {
            var damaged = patch
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                damaged[Int.random(in: 8..<damaged.count, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
            }
            let result = Samples.apply(old, damaged)
            #expect(result.code != nil || result.bytes == new, "seed \(seed)")
        }
    }

    @Test func `a wrong old file is refused before a byte is given out`() {
        for at in [0, 1500, 2999] {
            var other = old
            other[at] ^= 1
            let result = Samples.apply(other, patch)
            #expect(result.code == .deltaWrongOld && result.bytes.isEmpty)
        }
        #expect(Samples.apply(old + [0], patch).code == .deltaWrongOld)
        #expect(Samples.apply([], patch).code == .deltaWrongOld)
    }

    @Test func `H53 lying headers: sizes, areas, regions and copies at and beyond their limits`() throws {
        let (header, _) = try patch.withUnsafeBytes { try PatchHeader.read($0) }
        let length = header.encoded.count
        func code(_ change: (inout PatchHeader) -> Void) -> Failure.Code? {
            var other = header
            change(&other)
            return Samples.apply(old, other.encoded + patch[length...]).code
        }
        #expect(code { _ in } == nil)
        #expect(code { $0.newSize += 1 } == .deltaMalformed)
        #expect(code { $0.newSize = .max } == .deltaMalformed)
        #expect(code { $0.oldSize = DeltaLimits.maximumSize + 1 } == .deltaMalformed)
        #expect(code { $0.oldSize -= 1 } == .deltaWrongOld)
        #expect(code { $0.copyCount += 1 } == .deltaMalformed)
        #expect(code { $0.copyCount = DeltaLimits.maximumCopies + 1 } == .deltaMalformed)
        #expect(code { $0.newDigest = Digest.of([UInt8]()) } == .deltaWrongNew)
        let area = Area(position: 0, length: 3000, address: 0)
        let region = Region(kind: .x86, position: 0, length: 3000, image: 0)
        #expect(code { $0.regions = [region] } == .deltaMalformed)
        #expect(code { $0.oldImages = [[Area(position: DeltaLimits.maximumSize, length: 1, address: 0)]] } == .deltaMalformed)
        #expect(code { $0.oldImages = [[Area(position: 0, length: 1, address: 1 << 47 + 1)]] } == .deltaMalformed)
        #expect(
            code {
                $0.oldImages = [[area]]
                $0.regions = [region, region]
            } == .deltaMalformed)
        #expect(
            code {
                $0.oldImages = [[area]]
                $0.regions = [Region(kind: .x86, position: 1, length: 3000, image: 0)]
            }
                == .deltaMalformed)
        #expect(
            code {
                $0.oldImages = [[area]]
                $0.regions = [Region(kind: .frameIndex, position: 11, length: 8, image: 0)]
            }
                == .deltaMalformed)
        #expect(code { $0.oldImages = .init(repeating: [], count: DeltaLimits.maximumImages) } == nil)
        #expect(code { $0.oldImages = .init(repeating: [], count: DeltaLimits.maximumImages + 1) } == .deltaMalformed)
        #expect(code { $0.oldImages = [.init(repeating: area, count: DeltaLimits.maximumAreas)] } == nil)
        #expect(code { $0.oldImages = [.init(repeating: area, count: DeltaLimits.maximumAreas + 1)] } == .deltaMalformed)
        // Regions that say other things about plain bytes give other predictions: refused by the digest at the latest.
        for kind in Region.Kind.allCases {
            let result = code {
                $0.oldImages = [[area]]
                $0.newImages = [[area]]
                $0.regions = [Region(kind: kind, position: 12, length: 2988, image: 0)]
            }
            #expect(result == nil || result == .deltaWrongNew || result == .deltaMalformed)
        }
    }

    @Test func `another format is named`() {
        var other = patch
        other[8] = 3
        #expect(Samples.apply(old, other).code == .deltaVersion)
    }

    @Test func `the final name is there only when everything was right`() throws {
        let scratch = try Scratch()
        let (oldPath, good) = (try scratch.write("old", old), try scratch.write("patch", patch))
        var damaged = patch
        damaged[damaged.count - 20] ^= 1
        let bad = try scratch.write("bad", damaged)
        #expect(throws: Failure.self) { try Delta.apply(old: oldPath, patch: bad, new: scratch.place("new")) }
        #expect(scratch.names() == ["bad", "old", "patch"])
        try Delta.apply(old: oldPath, patch: good, new: scratch.place("new"), mode: 0o755)
        #expect(try scratch.bytes("new") == new)
        #expect(scratch.names() == ["bad", "new", "old", "patch"])
    }
}
