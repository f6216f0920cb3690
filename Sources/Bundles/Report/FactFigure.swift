import Entitlement
import Primitives
import Sentences
import Updates

/// One value of the facts, with the unit that its name says.
struct FactFigure {
    let language: Language
    let zone: CivilZone?

    /// As HTML; nil for what is no single value.
    func html(_ key: String, _ value: JSONValue) -> String? {
        switch value {
        case .null: ""
        case .boolean(let truth): language.phrase(truth ? ReportPhrase.yes : .no)
        case .string(let text): word(key, text)
        case .number(let number): HTMLText.sentence(figure(key, number))
        case .array(let elements):
            elements.allSatisfy { $0.members == nil && $0.elements == nil }
                ? elements.compactMap { html(key, $0) }.joined(separator: language == .persian ? "، " : ", ") : nil
        case .object: nil
        }
    }

    /// A word of a fixed list and a date in the reader's language; what else there is as it is.
    private func word(_ key: String, _ text: String) -> String {
        if key == "support_ends", let day = try? CivilDate(parsing: text) { return HTMLText.sentence(language.date(day)) }
        return FactValues.word(text, of: key, in: language).map(HTMLText.sentence) ?? HTMLText.value(text)
    }

    /// A number and its unit.
    private func count(_ number: Int64, _ english: String, _ persian: String) -> String {
        language.number(number) + " " + (language == .persian ? persian : english)
    }

    func figure(_ key: String, _ number: Int64) -> String {
        let unit = key.split(separator: "_").last.map(String.init) ?? ""
        switch unit {
        case "bytes" where key.hasSuffix("mtu_bytes"): return count(number, "B", "بایت")
        case "bytes": return number < 0 ? count(number, "B", "بایت") : language.bytes(UInt64(number))
        case "percent": return percent(thousandths: number * 10)
        case "seconds": return language.duration(.seconds(number))
        case "hours": return language.duration(.seconds(number.multipliedReportingOverflow(by: 3600).partialValue))
        case "millis": return Self.instants.contains(key) ? time(number) : count(number, "ms", "هزارم ثانیه")
        case "micros": return count(number, "µs", "میلیونیم ثانیه")
        case "megahertz": return count(number, "MHz", "مگاهرتز")
        case "degrees": return language.number(number) + " °C"
        case "millidegrees": return language.quantity(thousandths: number / 100 * 100) + " °C"
        case "thousandths":
            return key.hasPrefix("load") ? language.quantity(thousandths: number / 10 * 10) : percent(thousandths: number)
        case "second" where key == "megabits_per_second": return count(number, "Mbit/s", "مگابیت بر ثانیه")
        case "hundredths" where key.hasSuffix("percent_hundredths"): return percent(thousandths: number / 10)
        default: return language.number(number)
        }
    }

    /// Thousandths of the whole: 971 is 97.1 %.
    func percent(thousandths: Int64) -> String {
        language.quantity(thousandths: thousandths.multipliedReportingOverflow(by: 100).partialValue)
            + (language == .persian ? "٪" : " %")
    }

    func time(_ milliseconds: Int64) -> String {
        guard let zone else { return count(milliseconds, "ms", "هزارم ثانیه") }
        return language.time(Timestamp(milliseconds: milliseconds), in: zone)
    }

    private static let instants: Set<String> = [
        "booted_millis", "now_millis", "first_millis", "last_millis", "last_change_millis",
    ]
}
