import Primitives

/// What a patch corrects in copied bytes: how far it is to the next correction, and the corrections.
struct Corrections {
    private let byteGaps: StreamReader
    private let bytes: StreamReader
    private let referenceGaps: StreamReader
    private let references: StreamReader
    /// Right ones before the next wrong one; `none` behind the last.
    private var byteGap: Int
    private var referenceGap: Int
    private static let none = Int.max

    init(_ streams: [StreamReader]) throws(Failure) {
        byteGaps = streams[PatchStream.Kind.byteGaps.rawValue]
        bytes = streams[PatchStream.Kind.bytes.rawValue]
        referenceGaps = streams[PatchStream.Kind.referenceGaps.rawValue]
        references = streams[PatchStream.Kind.references.rawValue]
        byteGap = try Self.gap(byteGaps)
        referenceGap = try Self.gap(referenceGaps)
    }

    /// Whether no correction is left over.
    var isAtEnd: Bool { byteGap > DeltaLimits.maximumSize && referenceGap > DeltaLimits.maximumSize }

    private static func gap(_ stream: StreamReader) throws(Failure) -> Int {
        guard !stream.isAtEnd else { return none }
        let number = try stream.number()
        guard number <= UInt64(DeltaLimits.maximumSize) else { throw PatchHeader.malformed("a gap") }
        return Int(number)
    }

    @inline(__always)
    mutating func plain(_ room: UnsafeMutableRawBufferPointer, _ offset: Int, _ count: Int) throws(Failure) {
        var left = count
        while byteGap < left {
            left -= byteGap + 1
            room[offset + count - left - 1] &+= try bytes.byte()
            byteGap = try Self.gap(byteGaps)
        }
        byteGap -= left
    }

    @inline(__always)
    mutating func field(
        _ room: UnsafeMutableRawBufferPointer, _ offset: Int, _ size: Int, _ expected: UInt64
    ) throws(Failure) -> UInt64 {
        var word = expected
        if referenceGap == 0 {
            let difference = UInt64(bitPattern: Int64(Int(unfolding: try references.number())))
            word = size == 8 ? expected &+ difference : UInt64(UInt32(truncatingIfNeeded: expected &+ difference))
            referenceGap = try Self.gap(referenceGaps)
        } else {
            referenceGap -= 1
        }
        if size == 8 {
            room.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
        } else {
            room.storeBytes(of: UInt32(truncatingIfNeeded: word), toByteOffset: offset, as: UInt32.self)
        }
        return word
    }
}
