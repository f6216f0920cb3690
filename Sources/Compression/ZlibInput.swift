/// zlib counts input in 32 bits and wants a mutable pointer that it never writes through.
struct ZlibInput {
    let start: UnsafeMutablePointer<UInt8>?
    let count: UInt32

    private static let longest = 1 << 30

    /// Calls `body` with the input in pieces that zlib can count.
    static func pieces(of input: UnsafeRawBufferPointer, _ body: (ZlibInput) throws -> Void) rethrows {
        var rest = input[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(longest))
            let start = piece.baseAddress.map { UnsafeMutablePointer(mutating: $0.assumingMemoryBound(to: UInt8.self)) }
            try body(ZlibInput(start: start, count: UInt32(piece.count)))
            rest = rest.dropFirst(piece.count)
        }
    }
}
