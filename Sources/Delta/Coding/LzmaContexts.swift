/// How a stream's literals are modelled: LZMA's three numbers.
struct LzmaContexts: Equatable, Sendable {
    let lc: UInt8
    let lp: UInt8
    let pb: UInt8

    init(lc: UInt8, lp: UInt8, pb: UInt8) {
        self.lc = lc
        self.lp = lp
        self.pb = pb
    }

    /// nil for numbers that LZMA does not have.
    init?(byte: UInt8) {
        guard byte < 225 else { return nil }
        self.init(lc: byte % 9, lp: byte / 9 % 5, pb: byte / 45)
        guard lc + lp <= 4 else { return nil }
    }

    var byte: UInt8 { (pb * 5 + lp) * 9 + lc }

    /// The window of a stream of so many bytes.
    static func window(for count: Int, limit: Int) -> Int {
        min(max((count + 4095) & ~4095, 4096), limit)
    }
}
