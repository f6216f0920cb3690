import Primitives

/// The two bytes before a zlib stream (RFC 1950, section 2.2).
///
/// Both libraries refuse a foreign header too; checked here so that the reason is named, and the same for both.
enum ZlibHeader {
    /// Header, the shortest block and the Adler-32.
    static let shortestStream = 8

    /// Throws compression.data for gzip, another method or window, a preset dictionary (H28), or a wrong check.
    static func check(_ method: UInt8, _ flags: UInt8) throws(Failure) {
        if method == 0x1f, flags == 0x8b {
            throw Failure(.compressionData, ["reason": "gzip"])
        }
        guard method & 0x0f == 8, method >> 4 <= 7, (UInt16(method) << 8 | UInt16(flags)).isMultiple(of: 31) else {
            throw Failure(.compressionData, ["reason": "header"])
        }
        guard flags & 0x20 == 0 else {
            throw Failure(.compressionData, ["reason": "dictionary"])
        }
    }
}
