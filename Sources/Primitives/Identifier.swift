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
        return withUnsafeBytes(of: words) { Self(unchecked: Subject.prefix + "_" + Base32.encode($0)) }
    }

    /// Parses an identifier from outside; nil when prefix, length or alphabet are wrong.
    package init?(_ text: String) {
        let prefix = Subject.prefix + "_"
        guard text.utf8.count == prefix.utf8.count + 26, text.hasPrefix(prefix) else { return nil }
        let code = text.dropFirst(prefix.count)
        // As programs write it; what a person typed is looked at more closely.
        if Base32.isCanonical(code, bytes: 16) {
            self.init(unchecked: text)
            return
        }
        guard Base32.decode(code)?.count == 16, code == code.lowercased() else { return nil }
        self.init(unchecked: text)
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
