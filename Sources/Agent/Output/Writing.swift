import Documents
import Entitlement
import Primitives
import Sentences
import Sessions

/// How the lists of this program are written: times, days and texts of other parties, within the columns of a terminal.
extension Language {
    /// Columns of a terminal that never grew.
    static let columns = 80

    /// An instant in both calendars, Tehran time.
    func moment(_ milliseconds: Int64) -> String {
        let instant = Timestamp(milliseconds: milliseconds)
        return (try? CivilZone.tehran()).map { time(instant, in: $0) } ?? String(milliseconds)
    }

    /// A civil date of the wire in both calendars; what is no date as it is.
    func day(_ text: String) -> String {
        (try? CivilDate(parsing: text)).map { date($0) } ?? Isolation.isolate(text, in: self)
    }

    /// The last day of what ends before this one.
    func lastDay(before text: String) -> String {
        guard let end = try? CivilDate(parsing: text),
            let last = try? CivilDate(dayNumber: end.dayNumber - 1, calendar: end.calendar)
        else { return day(text) }
        return date(last)
    }

    /// One of two names that the relay gave.
    func title(_ english: String, _ persian: String) -> String {
        DisplayText.stripped(self == .persian ? persian : english, limit: SessionLimits.nameCharacters)
    }

    /// Parts of a list that was made here, with the commas of this language.
    func joined(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: self == .persian ? "، " : ", ")
    }

    /// Wrapped, all lines but the first indented further.
    func wrapped(_ text: String, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return DisplayWidth.wrap(text, to: Self.columns - indent, indent: 2).map { margin + $0 }
    }

    /// Several lines of another party, each cleaned, quoted as theirs, and wrapped.
    func paragraphs(_ text: String, indent: Int) -> [String] {
        text.split(whereSeparator: \.isNewline).flatMap { line in
            wrapped(Isolation.isolate(DisplayText.stripped(String(line), limit: text.count), in: self), indent: indent)
        }
    }

    /// Rials that somebody may accept; none is a number here, not a gift.
    func money(limit rials: Int64) -> String {
        rials == 0 ? number(0) + " " + word(.rials) : money(rials: rials)
    }

    /// A command to be typed: from left to right in any sentence.
    func command(_ text: String) -> String {
        self == .persian ? "\u{2066}\(Isolation.clean(text))\u{2069}" : Isolation.clean(text)
    }
}
