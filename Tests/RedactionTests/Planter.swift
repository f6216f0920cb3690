/// Makes secrets of every kind, alike from the same seed.
struct Planter {
    private var state: UInt64
    static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    static let digits = Array("0123456789")
    static let hexadecimal = Array("0123456789abcdef")
    static let alphanumeric = letters + digits
    static let token = alphanumeric + Array("-_")
    static let base64 = alphanumeric + Array("+/")

    init(seed: UInt64) {
        // Seeds that follow one another begin far apart.
        state = (seed ^ seed >> 31) &* 0x9e37_79b9_7f4a_7c15
    }

    mutating func number(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(truncatingIfNeeded: state >> 33) % limit
    }

    mutating func pick<Element>(_ from: [Element]) -> Element { from[number(from.count)] }

    /// Begins and ends with letters and digits, and has one of each.
    mutating func text(_ count: Int, _ alphabet: [Character] = alphanumeric) -> String {
        var text = (0..<max(0, count - 3)).map { _ in pick(alphabet) }
        text.insert(pick(Self.letters), at: 0)
        text += [pick(Self.letters), "7"]
        return String(text)
    }

    mutating func hexadecimal(_ count: Int) -> String {
        String((0..<count).map { $0 == 0 ? "a" : $0 == 1 ? "7" : pick(Self.hexadecimal) })
    }
    mutating func figures(_ count: Int) -> [Int] { (0..<count).map { _ in number(10) } }

    mutating func password() -> String {
        switch number(5) {
        case 0: text(12)
        case 1: text(8) + "!" + text(4)
        case 2: "Tr0ub4dor&" + text(5)
        case 3: text(6) + "@" + text(6) + "#x9"
        default: "گذر" + text(10)
        }
    }

    mutating func nationalIdentity() -> String {
        var digits = figures(9)
        if digits.allSatisfy({ $0 == digits[0] }) { digits[0] = 9 - digits[0] }
        let rest = digits.enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) } % 11
        return (digits + [rest < 2 ? rest : 11 - rest]).map(String.init).joined()
    }

    mutating func legalIdentity() -> String {
        let digits = [1] + figures(9)
        let weights = [29, 27, 23, 19, 17, 29, 27, 23, 19, 17]
        let sum = (0..<10).reduce(0) { $0 + (digits[$1] + digits[9] + 2) * weights[$1] }
        return (digits + [sum % 11 % 10]).map(String.init).joined()
    }

    mutating func mobile() -> String {
        "09" + pick(["12", "35", "01", "19", "90", "33", "02"]) + figures(7).map(String.init).joined()
    }

    mutating func postalCode() -> String {
        let (front, fifth, back) = (Array("13456789"), Array("134679"), Array("1345678"))
        return String((0..<4).map { _ in pick(front) } + [pick(fifth)] + (0..<5).map { _ in pick(back) })
    }

    mutating func card(_ prefix: String, count: Int = 16) -> String {
        let digits = prefix.compactMap(\.wholeNumberValue) + figures(count - 1 - prefix.count)
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            let value = digit.element * (digit.offset.isMultiple(of: 2) ? 2 : 1)
            return sum + (value > 9 ? value - 9 : value)
        }
        return (digits + [(10 - sum % 10) % 10]).map(String.init).joined()
    }

    mutating func shaba() -> String {
        let account = [0] + figures(21)
        let rest = (account + [1, 8, 2, 7, 0, 0]).reduce(0) { ($0 * 10 + $1) % 97 }
        let check = 98 - rest
        return "IR" + (check < 10 ? "0" : "") + String(check) + account.map(String.init).joined()
    }

    mutating func email() -> String {
        text(7).lowercased() + "." + text(5).lowercased() + "@" + text(6).lowercased() + pick([".ir", ".com", ".co.uk", ".org"])
    }

    mutating func webToken() -> String {
        func encode(_ text: String) -> String {
            base64Text(Array(text.utf8)).replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")
        }
        return encode(#"{"alg":"HS256","typ":"JWT"}"#) + "." + encode(#"{"sub":"\#(text(9))","iat":1516239022}"#) + "."
            + text(43, Self.token)
    }

    /// BEGIN, the lines of the body, END.
    mutating func privateKey(_ label: String) -> (begin: String, body: [String], end: String) {
        // Joined, so that no line of this file is one.
        (
            "-----BEGIN " + label + "-----", (0..<8).map { _ in text(64, Self.base64) } + [text(30, Self.base64) + "=="],
            "-----END " + label + "-----"
        )
    }
}

func base64Text(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    var index = 0
    while index < bytes.count {
        let group = bytes[index..<min(index + 3, bytes.count)]
        var value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        var part: [Character] = []
        for _ in 0..<4 {
            part.insert(alphabet[value & 63], at: 0)
            value >>= 6
        }
        text += String(part.prefix(group.count + 1)) + String(repeating: "=", count: 3 - group.count)
        index += 3
    }
    return text
}

/// Every byte but letters and digits.
func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
        let isPlain = byte < 128 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
        let digits = String(byte, radix: 16, uppercase: true)
        return isPlain ? String(Unicode.Scalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
}

/// As a JSON string, all beyond ASCII in escapes.
func jsonEscaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        default:
            scalar.isASCII ? String(scalar) : "\\u" + String(String(scalar.value + 0x10000, radix: 16).suffix(4))
        }
    }.joined()
}

func persianDigits(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { (48...57).contains($0.value) ? Unicode.Scalar($0.value + 0x6c0) ?? $0 : $0 }))
}

func arabicDigits(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { (48...57).contains($0.value) ? Unicode.Scalar($0.value + 0x630) ?? $0 : $0 }))
}
