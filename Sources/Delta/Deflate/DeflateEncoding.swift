/// How a program made a deflate stream: with these numbers the encoder makes the same bytes again (Protocol/patch.md, "Encoding").
struct DeflateEncoding: Hashable, Sendable {
    /// Of two families of programs, which differ in where a block ends and in what they do at the end of the input.
    enum Style: UInt8, CaseIterable, Sendable {
        case zlib
        /// Ends blocks early where that seems to pay.
        case gzip
        /// Does not: levels 1 and 2.
        case quickGzip
    }

    /// What is chosen between matches.
    enum Method: UInt8, CaseIterable, Sendable {
        /// A match is taken when the next byte begins none that is longer.
        case lazy
        /// As lazy, and matches of less than six bytes are none.
        case filtered
        /// The first match is taken.
        case fast
    }

    var style: Style
    var method: Method
    /// A match so long makes the search for a better one a quarter as long.
    var good: Int
    /// Lazy: a match so long is taken at once. Fast: positions within a longer one are not remembered.
    var lazy: Int
    /// A match so long ends the search.
    var nice: Int
    /// So many earlier positions are looked at.
    var chain: Int
    /// Bits of the hash of three bytes.
    var hashBits: Int
    /// Bits of the window.
    var windowBits: Int
    /// One more than the literals and matches of a block.
    var symbols: Int

    static let windowBits = 9...15
    static let hashBits = 8...16
    static let symbols = 128...32768
    static let chain = 4...4096

    /// good, lazy, nice, chain of levels 1 to 9, the same in both families.
    private static let levels = [
        (4, 4, 8, 4), (4, 5, 16, 8), (4, 6, 32, 32), (4, 4, 16, 16), (8, 16, 32, 32), (8, 16, 128, 128), (8, 32, 128, 256),
        (32, 128, 258, 1024), (32, 258, 258, 4096),
    ]

    /// What zlib does.
    ///
    /// - Parameters:
    ///   - level: 1 to 9.
    ///   - memory: its `memLevel`, 1 to 9.
    static func zlib(level: Int, memory: Int = 8, windowBits: Int = 15, isFiltered: Bool = false) -> DeflateEncoding {
        let (good, lazy, nice, chain) = levels[level - 1]
        return DeflateEncoding(
            style: .zlib, method: level < 4 ? .fast : isFiltered ? .filtered : .lazy, good: good, lazy: lazy, nice: nice,
            chain: chain, hashBits: memory + 7, windowBits: windowBits, symbols: 1 << (memory + 6))
    }

    /// What GNU gzip does.
    static func gzip(level: Int) -> DeflateEncoding {
        var encoding = zlib(level: level, memory: 9)
        encoding.style = level < 3 ? .quickGzip : .gzip
        encoding.hashBits = 15
        return encoding
    }
}
