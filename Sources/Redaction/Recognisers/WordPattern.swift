/// A pattern over one word: `#` is a digit, `@` a letter of ASCII, `?` any one byte, `*` any number of bytes, `\` takes the next one literally;
/// letters of ASCII match in either case.
///
/// It runs as a machine with a bit for each element, so that each byte of a text is looked at once, whatever the pattern (no backtracking).
struct WordPattern: Sendable {
    /// For each byte the elements that take it.
    private var takes: [UInt64]
    /// Elements before which a `*` stands: they are waited for.
    private var loops: UInt64 = 0
    private let count: Int

    /// nil where there is no element, or more than there may be.
    init?(_ text: [UInt8]) {
        takes = [UInt64](repeating: 0, count: 256)
        var position = 0
        var index = 0
        while index < text.count {
            guard position <= RedactionLimits.patternElements else { return nil }
            let bit: UInt64 = 1 << UInt64(position)
            var byte = text[index]
            switch byte {
            case UInt8(ascii: "*"):
                loops |= bit
                index += 1
                continue
            case UInt8(ascii: "#"): for digit in 48...57 { takes[digit] |= bit }
            case UInt8(ascii: "@"): for letter in 0..<128 where ASCII.isLetter(UInt8(letter)) { takes[letter] |= bit }
            case UInt8(ascii: "?"): for any in 0..<256 { takes[any] |= bit }
            default:
                if byte == ASCII.backslash, index + 1 < text.count {
                    index += 1
                    byte = text[index]
                }
                takes[Int(byte)] |= bit
                if ASCII.isLetter(byte) { takes[Int(byte ^ 32)] |= bit }
            }
            index += 1
            position += 1
        }
        guard position > 0, position <= RedactionLimits.patternElements else { return nil }
        count = position
    }

    /// Whether the whole word is as the pattern says.
    func matches(_ word: some Sequence<UInt8>) -> Bool {
        var active: UInt64 = 1
        for byte in word {
            active = (active & takes[Int(byte)]) << 1 | active & loops
            if active == 0 { return false }
        }
        return active >> UInt64(count) & 1 == 1
    }
}
