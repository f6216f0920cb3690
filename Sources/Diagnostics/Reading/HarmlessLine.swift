/// A line of another party's text as it goes into a file of the bundle: what would steer a terminal or turn the direction of a line around
/// is shown as `\x1b` or `\u{202e}` (H39, H40). Tabulators stay, and so do the joiners that Persian needs.
enum HarmlessLine {
    static func text(_ line: some StringProtocol) -> String {
        // Most lines have nothing of the kind, and no byte that could begin it.
        guard line.utf8.contains(where: { ($0 < 0x20 && $0 != 9) || $0 == 0x7f || [0xc2, 0xd8, 0xe2, 0xef, 0xf3].contains($0) })
        else { return String(line) }
        var result = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            switch scalar.value {
            case 0x00...0x08, 0x0a...0x1f, 0x7f...0x9f:
                result.append(contentsOf: ("\\x" + digits(scalar.value, 2)).unicodeScalars)
            case 0x061c, 0x200b, 0x200e, 0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff, 0xfff9...0xfffb, 0xe0000...0xe007f:
                result.append(contentsOf: ("\\u{" + digits(scalar.value, 1) + "}").unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func digits(_ value: UInt32, _ least: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, least - text.count)) + text
    }
}
