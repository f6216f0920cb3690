/// Takes instructions apart, in pieces of any length; never holds more than a header.
struct InstructionReader {
    enum Step: Equatable {
        /// More bytes are needed.
        case wait
        /// The next bytes, of this number, belong to a literal.
        case literal(Int)
        case copy(Int, from: Int64)
        /// Nothing that an instruction can be.
        case malformed
    }

    private var header: [UInt8] = []
    private var literalRest = 0

    /// Reads on, and takes what it read off the bytes, but for a literal's own.
    ///
    /// - Parameter room: how many bytes the block still misses; no instruction may have more.
    mutating func next(_ bytes: inout Slice<UnsafeRawBufferPointer>, room: Int) -> Step {
        if literalRest > 0 { return bytes.isEmpty ? .wait : .literal(min(literalRest, bytes.count)) }
        while let byte = bytes.first {
            header.append(byte)
            bytes = bytes.dropFirst()
            guard let length = Instruction.headerLength(header[0]) else { return .malformed }
            guard header.count == length else { continue }
            defer { header.removeAll(keepingCapacity: true) }
            switch Instruction(header) {
            case .literal(let length) where length > 0 && length <= room:
                literalRest = length
                return bytes.isEmpty ? .wait : .literal(min(length, bytes.count))
            case .copy(let length, let offset) where length > 0 && length <= room: return .copy(length, from: offset)
            case .literal, .copy, nil: return .malformed
            }
        }
        return .wait
    }

    /// So many bytes of the literal were taken.
    mutating func took(_ count: Int) {
        literalRest -= count
    }
}
