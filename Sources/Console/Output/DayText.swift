import Entitlement
import Sentences

/// Civil dates of replies (ISO 8601, Gregorian), distances, and lists of names.
extension Language {
    /// Both calendars side by side; what is no date as it is.
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

    /// `39.9 km`; empty where it is not known.
    func distance(metres: Int64?) -> String {
        guard let metres, metres > 0 else { return "" }
        // Thousandths of a kilometre are metres.
        return quantity(thousandths: metres) + " " + word(.kilometres)
    }

    /// Names of other parties, each isolated, with the commas of this language.
    func list(_ names: [String]) -> String {
        names.map { Isolation.isolate($0, in: self) }.joined(separator: self == .english ? ", " : "، ")
    }
}

extension Language {
    /// A unit of quantities by its name for people.
    func unit(_ unit: String) -> String {
        switch unit {
        case "count": word(.times)
        case "minute": word(.minutes)
        case "hour": word(.hours)
        case "person-day": word(.personDays)
        case "kilometre": word(.kilometres)
        default: unit
        }
    }

    /// A quantity in the units of tariffs too.
    func amount(thousandths: Int64, unit: String) -> String {
        switch unit {
        case "hour", "kilometre": quantity(thousandths: thousandths) + " " + self.unit(unit)
        default: quantity(thousandths: thousandths, unit: unit)
        }
    }

    /// A command to be typed: from left to right in any sentence.
    func command(_ text: String) -> String {
        self == .english ? text : "\u{2066}\(text)\u{2069}"
    }
}

extension Language {
    /// Texts that were made here, with the commas of this language.
    func list(parts: [String]) -> String {
        parts.joined(separator: self == .english ? ", " : "، ")
    }
}
