/// A line with one layer of escapes taken away: JSON's and other languages' backslashes, percent-encoding, HTML's entities. Each byte knows
/// the bytes of the line that it came from, so that a secret is found through its escapes and replaced with them.
struct DecodedLine {
    private(set) var bytes: [UInt8] = []
    /// For each byte the first one that it came from; one more for the end.
    private(set) var origins: [Int32] = []
    private(set) var changed = false

    /// Whether there can be anything to decode.
    static func isNeeded(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in line.indices.dropLast() {
            switch line[index] {
            case ASCII.backslash:
                if "uxnrt\"'/\\".utf8.contains(line[index + 1]) { return true }
            case UInt8(ascii: "%"):
                if ASCII.isHexadecimal(line[index + 1]), index + 2 < line.count, ASCII.isHexadecimal(line[index + 2]) {
                    return true
                }
            case UInt8(ascii: "&"):
                if "#qalgQALG".utf8.contains(line[index + 1]) { return true }
            default: break
            }
        }
        return false
    }

    /// - Parameter outer: the origins of the line's own bytes, where it is a decoded one itself.
    init(_ line: LineBytes, outer: [Int32]?) {
        bytes.reserveCapacity(line.count)
        origins.reserveCapacity(line.count + 1)
        func origin(_ index: Int) -> Int32 { outer.map { $0[index] } ?? Int32(truncatingIfNeeded: index) }
        var index = 0
        while index < line.count {
            let byte = line[index]
            let here = origin(index)
            switch byte {
            case ASCII.backslash, UInt8(ascii: "%"), UInt8(ascii: "&"):
                if let (scalar, length) = Self.escape(line, index) {
                    changed = true
                    for part in String(scalar).utf8 {
                        bytes.append(part)
                        origins.append(here)
                    }
                    index += length
                    continue
                }
                if byte == UInt8(ascii: "%"), let value = Self.percent(line, index) {
                    changed = true
                    bytes.append(value)
                    origins.append(here)
                    index += 3
                    continue
                }
            default: break
            }
            bytes.append(byte)
            origins.append(here)
            index += 1
        }
        origins.append(origin(line.count))
    }

    private static func percent(_ line: LineBytes, _ index: Int) -> UInt8? {
        guard let high = digit(line[index + 1]), let low = digit(line[index + 2]) else { return nil }
        // `%DB_PASSWORD%`: what is no ASCII has several bytes.
        if high >= 8, line[index + 3] != UInt8(ascii: "%"), line[index - 3] != UInt8(ascii: "%") { return nil }
        return UInt8(truncatingIfNeeded: high << 4 | low)
    }

    private static func escape(_ line: LineBytes, _ index: Int) -> (Unicode.Scalar, Int)? {
        if line[index] == UInt8(ascii: "&") { return entity(line, index) }
        guard line[index] == ASCII.backslash else { return nil }
        switch line[index + 1] {
        case UInt8(ascii: "u"):
            var value: UInt32 = 0
            for offset in 2..<6 {
                guard let digit = digit(line[index + offset]) else { return nil }
                value = value << 4 | digit
            }
            // Halves of a pair are of no use to any rule.
            return (Unicode.Scalar(value) ?? "\u{fffd}", 6)
        case UInt8(ascii: "x"):
            guard let high = digit(line[index + 2]), let low = digit(line[index + 3]), high < 8 else { return nil }
            return (Unicode.Scalar(UInt8(truncatingIfNeeded: high << 4 | low)), 4)
        case UInt8(ascii: "n"), UInt8(ascii: "r"): return ("\n", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case ASCII.quote: return ("\"", 2)
        case ASCII.apostrophe: return ("'", 2)
        case UInt8(ascii: "/"): return ("/", 2)
        case ASCII.backslash: return ("\\", 2)
        default: return nil
        }
    }

    private static func entity(_ line: LineBytes, _ index: Int) -> (Unicode.Scalar, Int)? {
        if line.matches("&quot;", at: index) { return ("\"", 6) }
        if line.matches("&apos;", at: index) { return ("'", 6) }
        if line.matches("&amp;", at: index) { return ("&", 5) }
        if line.matches("&lt;", at: index) { return ("<", 4) }
        if line.matches("&gt;", at: index) { return (">", 4) }
        guard line[index + 1] == UInt8(ascii: "#") else { return nil }
        let hexadecimal = line[index + 2] | 32 == UInt8(ascii: "x")
        var value: UInt32 = 0
        var next = index + (hexadecimal ? 3 : 2)
        let first = next
        while next < first + 6, let digit = digit(line[next]), hexadecimal || digit < 10 {
            value = value * (hexadecimal ? 16 : 10) + digit
            next += 1
        }
        guard next > first, line[next] == UInt8(ascii: ";"), let scalar = Unicode.Scalar(value), value > 0 else { return nil }
        return (scalar, next + 1 - index)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 48...57: UInt32(byte - 48)
        case 97...102: UInt32(byte - 87)
        case 65...70: UInt32(byte - 55)
        default: nil
        }
    }
}
