/// The maps that the log has by the million: texts of printable ASCII in which nothing is escaped. Others are left to the general
/// coder, which writes the same.
enum PlainJSON {
    static func encode(_ map: [String: String]) -> String? {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for key in map.keys.sorted() {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            guard append(key, to: &bytes) else { return nil }
            bytes.append(UInt8(ascii: ":"))
            guard append(map[key] ?? "", to: &bytes) else { return nil }
        }
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }

    static func decode(_ text: String) -> [String: String]? {
        var bytes = Array(text.utf8)[...]
        guard bytes.popFirst() == UInt8(ascii: "{") else { return nil }
        var map: [String: String] = [:]
        if bytes.elementsEqual("}".utf8) { return map }
        while let key = word(&bytes), bytes.popFirst() == UInt8(ascii: ":"), let value = word(&bytes) {
            // Of a key that stands there twice the general coder says what it means.
            guard map.updateValue(value, forKey: key) == nil else { return nil }
            switch bytes.popFirst() {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "}"): return bytes.isEmpty ? map : nil
            default: return nil
            }
        }
        return nil
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) -> Bool {
        bytes.append(quote)
        for byte in text.utf8 {
            guard isPlain(byte) else { return false }
            bytes.append(byte)
        }
        bytes.append(quote)
        return true
    }

    private static func word(_ bytes: inout ArraySlice<UInt8>) -> String? {
        guard bytes.popFirst() == quote, let end = bytes.firstIndex(where: { !isPlain($0) }), bytes[end] == quote else {
            return nil
        }
        defer { bytes = bytes[(end + 1)...] }
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7e).contains(byte) && byte != quote && byte != UInt8(ascii: "\\")
    }

    private static let quote = UInt8(ascii: "\"")
}
