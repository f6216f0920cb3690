/// How a stream is packed.
enum StreamPacking: Equatable, Sendable {
    case none
    case lzma(LzmaContexts)
    case zstd

    private static let noneByte: UInt8 = 255
    private static let zstdByte: UInt8 = 254

    /// nil for what is no packing.
    init?(byte: UInt8) {
        switch byte {
        case Self.noneByte: self = .none
        case Self.zstdByte: self = .zstd
        default:
            guard let contexts = LzmaContexts(byte: byte) else { return nil }
            self = .lzma(contexts)
        }
    }

    var byte: UInt8 {
        switch self {
        case .none: Self.noneByte
        case .zstd: Self.zstdByte
        case .lzma(let contexts): contexts.byte
        }
    }
}
