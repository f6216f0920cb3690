/// What an identifier names; its prefix keeps a machine's id from being taken for a session's.
package protocol IdentifierSubject: Sendable {
    /// Three lower-case letters.
    static var prefix: String { get }
}

/// A typed random identifier: `prefix_` and 26 characters of Crockford's base 32 for 128 random bits.
///
/// The project's one identifier type (design of trust, "Time, ids, replay"). People see short numbers
/// such as S-1042 instead.
package struct Identifier<Subject: IdentifierSubject>: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package let description: String

    /// A new identifier from the system's random source.
    package static func random() -> Self {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    package static func random(using generator: inout some RandomNumberGenerator) -> Self {
        let words = (generator.next(), generator.next())
        return Self(bytesOf: words)
    }

    /// A new identifier that is greater than those of earlier milliseconds, for rows that come by the million: their indexes grow
    /// at the end, where random ones change a page each. 48 bits of time and 80 random ones: not for secrets.
    package static func ordered(at time: Timestamp) -> Self {
        var generator = SystemRandomNumberGenerator()
        let random: UInt64 = generator.next()
        let words = (UInt64(truncatingIfNeeded: time.milliseconds) << 16 | random & 0xffff, generator.next() as UInt64)
        return Self(bytesOf: (words.0.bigEndian, words.1))
    }

    /// Parses an identifier from outside; nil when prefix, length or alphabet are wrong.
    package init?(_ text: String) {
        let prefix = Subject.prefix + "_"
        guard text.utf8.count == prefix.utf8.count + 26, text.utf8.starts(with: prefix.utf8) else { return nil }
        let code = text[text.utf8.index(text.startIndex, offsetBy: prefix.utf8.count)...]
        // As programs write it; what a person typed is looked at more closely.
        if Base32.isCanonical(code, bytes: 16) {
            self.init(unchecked: text)
            return
        }
        guard Base32.decode(code)?.count == 16, code == code.lowercased() else { return nil }
        self.init(unchecked: text)
    }

    private init(bytesOf words: (UInt64, UInt64)) {
        self = withUnsafeBytes(of: words) { Self(unchecked: Subject.prefix + "_" + Base32.encode($0)) }
    }

    private init(unchecked text: String) {
        description = text
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Self(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no \(Subject.prefix) identifier")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.description < right.description
    }
}
