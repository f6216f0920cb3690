import Primitives

/// The streams of a patch, as they are before they are packed.
struct PatchStreams {
    private var streams = [[UInt8]](repeating: [], count: PatchStream.Kind.allCases.count)

    subscript(kind: PatchStream.Kind) -> [UInt8] {
        get { streams[kind.rawValue] }
        _modify { yield &streams[kind.rawValue] }
    }

    /// Describes the copies and what differs in them.
    init(
        _ copies: [Copy], old: UnsafeRawBufferPointer, new: UnsafeRawBufferPointer, _ walker: PieceWalker
    ) throws(Failure) {
        var newEnd = 0
        var oldEnd = 0
        var byteGap = 0
        var referenceGap = 0
        for copy in copies {
            self[.literalLengths].append(number: UInt64(copy.new - newEnd))
            self[.copyLengths].append(number: UInt64(copy.length))
            self[.seeks].append(signed: copy.old - oldEnd)
            self[.literals] += new[newEnd..<copy.new]
            newEnd = copy.new + copy.length
            oldEnd = copy.old + copy.length
            for start in stride(from: 0, to: copy.length, by: DeltaLimits.pieceSize) {
                let (oldStart, newStart) = (copy.old + start, copy.new + start)
                try walker.walk(
                    old: oldStart, new: newStart, length: min(copy.length - start, DeltaLimits.pieceSize)
                ) { offset, length in
                    for at in offset..<offset + length {
                        let difference = new[newStart + at] &- old[oldStart + at]
                        guard difference != 0 else {
                            byteGap += 1
                            continue
                        }
                        self[.byteGaps].append(number: UInt64(byteGap))
                        self[.bytes].append(difference)
                        byteGap = 0
                    }
                } field: { offset, size, expected in
                    let actual = Self.word(new, newStart + offset, size)
                    guard actual != expected else {
                        referenceGap += 1
                        return actual
                    }
                    self[.referenceGaps].append(number: UInt64(referenceGap))
                    referenceGap = 0
                    let difference = actual &- expected
                    self[.references].append(
                        signed: size == 8 ? Int(Int64(bitPattern: difference)) : Int(Int32(truncatingIfNeeded: difference)))
                    return actual
                }
            }
        }
        self[.literals] += new[newEnd...]
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ position: Int, _ size: Int) -> UInt64 {
        size == 8
            ? bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            : UInt64(bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
    }
}
