/// How a block comes to be from an old file: `u8 0 ‖ u32 length ‖ bytes` or `u8 1 ‖ u32 length ‖ u64 offset`.
enum Instruction: Equatable {
    /// So many bytes follow.
    case literal(Int)
    /// So many bytes of the old file, from an offset on.
    case copy(Int, from: Int64)

    static let literalHeader = 5
    static let copyHeader = 13

    /// Which of them a first byte begins; nil for none.
    static func headerLength(_ kind: UInt8) -> Int? {
        switch kind {
        case 0: literalHeader
        case 1: copyHeader
        default: nil
        }
    }

    /// From a whole header, whose first byte is known to be one. nil for an offset beyond any file.
    init?(_ header: [UInt8]) {
        let length = header[1..<5].reduce(0) { $0 << 8 | Int($1) }
        guard header[0] == 1 else {
            self = .literal(length)
            return
        }
        guard let offset = Int64(exactly: header[5..<13].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) else { return nil }
        self = .copy(length, from: offset)
    }

    var header: [UInt8] {
        switch self {
        case .literal(let length): [0] + Self.bytes(UInt32(clamping: length))
        case .copy(let length, let offset): [1] + Self.bytes(UInt32(clamping: length)) + Self.bytes(UInt64(clamping: offset))
        }
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
