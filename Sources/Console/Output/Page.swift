package import Documents
import Entitlement
package import Primitives
package import Sentences

/// What a command says to a person: lines in their language, painted where there is a terminal.
package struct Page: Sendable {
    package let language: Language
    private let terminal: Terminal
    private let zone: CivilZone?
    package private(set) var lines: [String] = []

    package init(_ language: Language, _ terminal: Terminal) {
        self.language = language
        self.terminal = terminal
        // Without tzdata times are shown in milliseconds.
        zone = try? CivilZone.tehran()
    }

    package var text: String { lines.joined(separator: "\n") }

    package enum Paint: String, Sendable {
        case strong = "1"
        case good = "32"
        case warning = "33"
        case bad = "31"
    }

    package mutating func line(_ text: String, _ paint: Paint? = nil) {
        lines.append(painted(text, paint))
    }

    /// `label: value`; nothing where the value is empty.
    package mutating func field(_ label: Word, _ value: String, _ paint: Paint? = nil) {
        guard !value.isEmpty else { return }
        lines.append(language.word(label) + ": " + painted(Isolation.isolate(value, in: language), paint))
    }

    /// As `field`, for text that was made here and holds isolates of its own.
    package mutating func composed(_ label: Word, _ value: String, _ paint: Paint? = nil) {
        guard !value.isEmpty else { return }
        lines.append(language.word(label) + ": " + painted(value, paint))
    }

    /// A longer text of another party under its label, its line ends kept, in lines that fit a terminal; a bar at their start
    /// says whose words they are.
    package mutating func passage(_ label: Word, _ text: String) {
        guard !text.isEmpty else { return }
        lines.append(language.word(label) + ":")
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            for piece in DisplayWidth.wrap(String(line), to: Self.passageWidth) {
                lines.append("  │ " + Isolation.isolate(piece, in: language))
            }
        }
    }

    /// Columns of a passage's lines.
    private static let passageWidth = 72

    /// A table, or one sentence where it has no rows.
    package mutating func table(_ table: Table, ifEmpty word: Word) {
        guard !table.isEmpty else { return line(language.word(word)) }
        for (index, line) in table.lines(in: language).enumerated() {
            self.line(line, index == 0 ? .strong : nil)
        }
    }

    /// Says that the relay had more than an answer holds.
    package mutating func cut(_ isCut: Bool) {
        if isCut { line(language.word(.moreThanShown), .warning) }
    }

    /// When work should be done by its plan's target.
    package mutating func due(_ time: Timestamp) {
        if let zone { line("  " + language.due(time, in: zone)) }
    }

    package func time(_ time: OutputTime?) -> String {
        time.map { self.time($0.time) } ?? "–"
    }

    package func time(_ time: Timestamp) -> String {
        zone.map { language.time(time, in: $0) } ?? String(time.milliseconds)
    }

    private func painted(_ text: String, _ paint: Paint?) -> String {
        guard let paint, terminal.hasColours else { return text }
        return "\u{1b}[\(paint.rawValue)m\(text)\u{1b}[0m"
    }
}
