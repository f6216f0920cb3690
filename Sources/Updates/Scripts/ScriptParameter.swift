/// What a script wants to be told, and what it may be told.
package struct ScriptParameter: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// At most so many characters, none of which controls anything; the pattern fits all of it.
        case text(max: Int64, pattern: TextPattern?)
        case integer(min: Int64, max: Int64)
        case choice([String])
        case boolean
        /// This directory, or something in it, by its name alone: what links in there lead to is the script's own care.
        case path(beneath: String)
    }

    /// Lower-case letters, digits and `_`, a letter first.
    package let name: String
    package let kind: Kind
    package let isRequired: Bool

    /// nil where the name is none, or no value could be right.
    package init?(name: String, kind: Kind, isRequired: Bool) {
        guard Self.isName(name) else { return nil }
        switch kind {
        case .text(let max, _): guard (1...ScriptLimits.text).contains(max) else { return nil }
        case .integer(let min, let max): guard min <= max else { return nil }
        case .choice(let values):
            guard !values.isEmpty, values.count <= ScriptLimits.choices, Set(values).count == values.count,
                values.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.count <= ScriptLimits.pattern && Self.isPlain($0) })
            else { return nil }
        case .boolean: break
        case .path(let directory): guard Self.isWhole(directory) else { return nil }
        }
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
    }

    /// The type's name.
    package var type: String {
        switch kind {
        case .text: "text"
        case .integer: "integer"
        case .choice: "choice"
        case .boolean: "boolean"
        case .path: "path"
        }
    }

    /// What may be given, for people: `1..365`, `low, high`, `beneath /var/log`.
    package var limits: String {
        switch kind {
        case .text(let max, let pattern): pattern.map { "\(max), \($0)" } ?? "\(max)"
        case .integer(let min, let max): "\(min)..\(max)"
        case .choice(let values): values.joined(separator: ", ")
        case .boolean: "true, false"
        case .path(let directory): directory
        }
    }

    private static func isName(_ text: String) -> Bool {
        text.utf8.count <= ScriptLimits.name && text.utf8.first.map { (97...122).contains($0) } == true
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
    }

    /// Whether nothing in it controls a terminal or ends a line.
    static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { character in
            ![.control, .lineSeparator, .paragraphSeparator, .surrogate].contains(character.properties.generalCategory)
        }
    }

    /// Whether it is an absolute path without `.`, `..` and empty names.
    static func isWhole(_ path: String) -> Bool {
        guard path.utf8.count <= ScriptLimits.path, path.hasPrefix("/"), isPlain(path) else { return false }
        return path == "/"
            || path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && $0 != "." && $0 != ".."
            }
    }
}
