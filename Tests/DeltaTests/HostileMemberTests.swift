import Cryptography
import Primitives
import Testing
import Turns

@testable import Delta

/// A patch with members from outside is refused before it does harm.
@Suite(.keepsThread) struct HostileMemberTests {
    private let old: [UInt8]
    private let new: [UInt8]
    private let patch: [UInt8]

    init() throws {
        var chance = Seeded(8)
        let archives = try Archives(members: 3, size: 3000, &chance)
        (old, new) = (archives.old, archives.new)
        patch = try Samples.patch(old, new)
        try #require(patch.starts(with: MemberHeader.magic))
    }

    /// Refused, or harmless; and in no case more bytes than the patch announces.
    private func isHarmless(_ damaged: [UInt8]) -> Bool {
        let result = Samples.apply(old, damaged)
        let announced = damaged.withUnsafeBytes { bytes in
            do throws(Failure) { return try Delta.summary(of: bytes).newSize } catch { return 0 }
        }
        return result.bytes.count <= announced && (result.code != nil || result.bytes == new)
    }

    @Test func `H53 cut off anywhere`() {
        for count in stride(from: 0, to: patch.count, by: 3) {
            let result = Samples.apply(old, Array(patch.prefix(count)))
            #expect(result.code == .deltaMalformed && result.bytes.isEmpty, "\(count) bytes")
        }
        #expect(Samples.apply(old, patch + [0]).code == .deltaMalformed)
    }

    @Test func `H53 no bit can be another one`() {
        for at in patch.indices {
            for bit in at < 400 ? [UInt8(1), 2, 16, 128] : [UInt8(1 << (at % 8))] {
                var damaged = patch
                damaged[at] ^= bit
                #expect(isHarmless(damaged), "byte \(at)")
            }
        }
    }

    @Test func `H53 property: damage in several places`() {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var chance = Seeded(seed)
        for round in 0..<400 {
            var damaged = patch
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let end = Bool.random(using: &chance) ? damaged.count : 220
                damaged[Int.random(in: 12..<end, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
            }
            #expect(isHarmless(damaged), "round \(round) of seed \(seed)")
        }
    }

    @Test func `H53 lying members and encodings`() throws {
        let (header, length) = try patch.withUnsafeBytes { bytes in
            let (header, inner) = try MemberHeader.read(bytes)
            return (header, bytes.count - inner.count)
        }
        func code(_ change: (inout MemberHeader) -> Void) -> Failure.Code? {
            var other = header
            change(&other)
            return Samples.apply(old, other.encoded + patch[length...]).code
        }
        #expect(code { _ in } == nil)
        #expect(code { $0.newSize += 1 } == .deltaMalformed)
        #expect(code { $0.oldSize = DeltaLimits.maximumSize + 1 } == .deltaMalformed)
        #expect(code { $0.oldSize -= 1 } == .deltaMalformed)
        #expect(code { $0.oldDigest = .of([UInt8]()) } == .deltaWrongOld)
        #expect(code { $0.newDigest = .of([UInt8]()) } == .deltaWrongNew)
        #expect(code { $0.newMembers[0].encoding = $0.encodings.count } == .deltaMalformed)
        #expect(code { $0.encodings = [] } == .deltaMalformed)
        #expect(
            code { $0.encodings += [DeflateEncoding](repeating: .gzip(level: 6), count: DeltaLimits.maximumEncodings) }
                == .deltaMalformed)
        let many = (0...DeltaLimits.maximumMembers).map { Member(position: $0, packed: 1, unpacked: 1) }
        #expect(code { $0.oldMembers = many } == .deltaMalformed)
        // What the old member holds is neither shorter nor longer.
        #expect(code { $0.oldMembers[0].unpacked = DeltaLimits.maximumSize } == .deltaMalformed)
        for change in [-1, 1] {
            #expect(code { $0.oldMembers[0].unpacked += change } == .deltaMalformed)
            #expect(code { $0.newMembers[0].unpacked += change } == .deltaMalformed)
            #expect(
                code {
                    $0.oldMembers[0].packed += change
                    $0.oldMembers[0].unpacked += change
                } == .deltaMalformed)
            #expect(
                code {
                    $0.newMembers[0].packed += change
                    $0.newMembers[0].unpacked += change
                } == .deltaWrongNew)
        }
        // One that comes out longer than it was gives no byte too many.
        #expect(code { $0.encodings[0].symbols = 128 } == .deltaWrongNew)
        // Beyond the limits of every number of an encoding, and at them.
        let changes: [(inout DeflateEncoding) -> Void] = [
            { $0.good = 0 }, { $0.good = 259 }, { $0.lazy = 259 }, { $0.nice = 0 }, { $0.chain = 3 }, { $0.chain = 4097 },
            { $0.hashBits = 7 }, { $0.hashBits = 17 }, { $0.windowBits = 8 }, { $0.windowBits = 16 }, { $0.symbols = 127 },
            { $0.symbols = 32_769 },
        ]
        for (index, change) in changes.enumerated() {
            #expect(code { change(&$0.encodings[0]) } == .deltaMalformed, "\(index)")
        }
        for style in DeflateEncoding.Style.allCases {
            for method in DeflateEncoding.Method.allCases {
                for bits in [9, 15] {
                    let result = code {
                        $0.encodings[0] = DeflateEncoding(
                            style: style, method: method, good: 1, lazy: 258, nice: 258, chain: 4096, hashBits: 8,
                            windowBits: bits,
                            symbols: 32_768)
                    }
                    #expect(result == nil || result == .deltaWrongNew)
                }
            }
        }
    }
}
