package import Primitives

/// Reads JSON (RFC 8259) strictly, because what is verified must be what is meant: a key twice in an object is refused (H34), also in
/// another normalisation form; so are fractions, numbers beyond 64 bits, bytes that are no UTF-8, and anything after the value. Depth and
/// number of values are bounded (H63).
package struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private var values = 0

    /// Throws metadata.malformed.
    package static func read(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(0)
        reader.space()
        guard reader.position == bytes.count else { throw reader.malformed("bytes after the value") }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func value(_ depth: Int) throws(Failure) -> JSONValue {
        guard depth <= UpdateLimits.maximumDepth else { throw malformed("too deep") }
        values += 1
        guard values <= UpdateLimits.maximumValues else { throw malformed("too many values") }
        space()
        switch try peek() {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"):
            try word("true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try word("false")
            return .boolean(false)
        case UInt8(ascii: "n"):
            try word("null")
            return .null
        default: return .number(try number())
        }
    }

    private mutating func object(_ depth: Int) throws(Failure) -> JSONValue {
        position += 1
        var members: [String: JSONValue] = [:]
        space()
        if try take("}") { return .object(members) }
        repeat {
            space()
            guard try peek() == UInt8(ascii: "\"") else { throw malformed("no key") }
            let key = try string()
            space()
            guard try take(":") else { throw malformed("no colon") }
            let member = try value(depth + 1)
            guard members.updateValue(member, forKey: key) == nil else { throw malformed("key twice: \(key)") }
            space()
        } while try take(",")
        guard try take("}") else { throw malformed("object") }
        return .object(members)
    }

    private mutating func array(_ depth: Int) throws(Failure) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        space()
        if try take("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth + 1))
            space()
        } while try take(",")
        guard try take("]") else { throw malformed("array") }
        return .array(elements)
    }

    private mutating func number() throws(Failure) -> Int64 {
        let start = position
        _ = try take("-")
        let digits = position
        while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
        guard position > digits, bytes[digits] != 48 || position - digits == 1 else { throw malformed("number") }
        if position < bytes.count, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[position]) {
            throw malformed("fraction")
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard text != "-0", let number = Int64(text) else { throw malformed("number") }
        return number
    }

    private mutating func string() throws(Failure) -> String {
        position += 1
        var text: [UInt8] = []
        while true {
            let byte = try peek()
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw malformed("no UTF-8") }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw malformed("control character")
            default: text.append(byte)
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(Failure) {
        let byte = try peek()
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"):
            var code = try unit()
            if (0xd800..<0xdc00).contains(code) {
                guard try take("\\"), try take("u") else { throw malformed("surrogate") }
                let low = try unit()
                guard (0xdc00..<0xe000).contains(low) else { throw malformed("surrogate") }
                code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw malformed("surrogate") }
            text += String(Character(scalar)).utf8
        default: throw malformed("escape")
        }
    }

    private mutating func unit() throws(Failure) -> UInt32 {
        guard bytes.count - position >= 4 else { throw malformed("truncated") }
        let digits = bytes[position..<position + 4]
        guard let decoded = Hexadecimal.decode(String(decoding: digits, as: UTF8.self)) else { throw malformed("escape") }
        position += 4
        return decoded.reduce(0) { $0 << 8 | UInt32($1) }
    }

    private mutating func word(_ word: String) throws(Failure) {
        guard bytes[position...].starts(with: word.utf8) else { throw malformed("word") }
        position += word.utf8.count
    }

    private mutating func take(_ character: Unicode.Scalar) throws(Failure) -> Bool {
        guard try peek() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private func peek() throws(Failure) -> UInt8 {
        guard position < bytes.count else { throw malformed("truncated") }
        return bytes[position]
    }

    private mutating func space() {
        while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
    }

    private func malformed(_ reason: String) -> Failure {
        Failure(.metadataMalformed, ["reason": reason, "offset": String(position)])
    }
}
