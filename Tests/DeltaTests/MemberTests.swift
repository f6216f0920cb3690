import Cryptography
import Foundation
import Primitives
import Testing
import Turns

@testable import Delta

/// Patches between files with packed members.
@Suite(.keepsThread) struct MemberTests {
    @Test func `property: archives come out whole, and what did not change in their members is not in the patch`() throws {
        // Which of two patches is smaller, that of the members or the plain one, is chance: so the seed is none.
        let seed = ProcessInfo.processInfo.environment["HAMYAR_SEED"].flatMap { UInt64($0) } ?? 1404
        print("seed \(seed)")
        var chance = Seeded(seed)
        for round in 0..<6 {
            let archives = try Archives(members: round * 3 + 1, size: 8000, &chance)
            let patch = try Samples.patch(archives.old, archives.new)
            let result = Samples.apply(archives.old, patch)
            #expect(result.code == nil && result.bytes == archives.new, "round \(round) of seed \(seed)")
            let maker = try archives.old.withUnsafeBytes { old in
                try archives.new.withUnsafeBytes { new in try MemberPatchMaker(old, new)?.packedSize ?? 0 }
            }
            #expect(patch.starts(with: MemberHeader.magic) && maker > 0)
        }
    }

    @Test func `members that nothing makes again stay as they are`() throws {
        var chance = Seeded(4)
        let text = DeflateEncoderTests.text(20_000, &chance)
        var odd = DeflateEncoding.zlib(level: 6)
        odd.symbols = 777
        let frame: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        let old = frame + (try DeflateEncoderTests.encode(text, odd))
        let new = frame + (try DeflateEncoderTests.encode(Samples.edited(text, edits: 4, &chance), odd))
        let patch = try Samples.patch(old, new)
        #expect(patch.starts(with: PatchHeader.magic))
        #expect(Samples.apply(old, patch).bytes == new)
    }

    @Test func `the encoder's version is named`() throws {
        var chance = Seeded(5)
        let archives = try Archives(members: 2, size: 5000, &chance)
        var patch = try Samples.patch(archives.old, archives.new)
        patch[10] = 2
        #expect(Samples.apply(archives.old, patch).code == .deltaEncoder)
        patch[8] = 2
        #expect(Samples.apply(archives.old, patch).code == .deltaVersion)
    }

    @Test func `a wrong old file is refused before a byte is given out`() throws {
        var chance = Seeded(6)
        let archives = try Archives(members: 2, size: 5000, &chance)
        let patch = try Samples.patch(archives.old, archives.new)
        for at in [0, archives.old.count / 2, archives.old.count - 1] {
            var other = archives.old
            other[at] ^= 1
            let result = Samples.apply(other, patch)
            #expect(result.code == .deltaWrongOld && result.bytes.isEmpty)
        }
        #expect(Samples.apply(archives.old + [0], patch).code == .deltaWrongOld)
    }
}
