import Primitives
import Synchronization

@testable import Delta

/// Chance that can be repeated: a seed is printed with each property.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

enum Samples {
    static func noise(_ count: Int, _ chance: inout Seeded) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) }
    }

    /// The bytes with some cut out, put in, moved and changed.
    static func edited(_ bytes: [UInt8], edits: Int, _ chance: inout Seeded) -> [UInt8] {
        var result = bytes
        for _ in 0..<edits {
            let at = Int.random(in: 0...result.count, using: &chance)
            let length = min(Int.random(in: 0...300, using: &chance), result.count - at)
            switch Int.random(in: 0..<4, using: &chance) {
            case 0: result.removeSubrange(at..<at + length)
            case 1: result.insert(contentsOf: noise(length, &chance), at: at)
            case 2:
                let part = Array(result[at..<at + length])
                result.removeSubrange(at..<at + length)
                result.insert(contentsOf: part, at: Int.random(in: 0...result.count, using: &chance))
            default: for place in at..<at + length where place % 7 == 0 { result[place] &+= 1 }
            }
        }
        return result
    }

    static func patch(_ old: [UInt8], _ new: [UInt8]) throws -> [UInt8] {
        try old.withUnsafeBytes { old in try new.withUnsafeBytes { new in try Delta.make(old: old, new: new, spool: "/tmp") } }
    }

    /// What comes out, or the code of what was thrown, and whether anything had come out before.
    static func apply(_ old: [UInt8], _ patch: [UInt8]) -> (bytes: [UInt8], code: Failure.Code?) {
        let got = Mutex<[UInt8]>([])
        var code: Failure.Code?
        old.withUnsafeBytes { old in
            patch.withUnsafeBytes { patch in
                do throws(Failure) {
                    try Delta.apply(old: old, patch: patch, spool: "/tmp") { bytes in got.withLock { $0 += bytes } }
                } catch {
                    code = error.code
                }
            }
        }
        return (got.withLock { $0 }, code)
    }
}
