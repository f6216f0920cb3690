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
        case .string(let text): HTMLText.value(text)
        case .number(let number): HTMLText.sentence(figure(key, number))
        case .array(let elements):
            elements.allSatisfy { $0.members == nil && $0.elements == nil }
                ? elements.compactMap { html(key, $0) }.joined(separator: language == .persian ? "، " : ", ") : nil
        case .object: nil
        }
    }

    func figure(_ key: String, _ number: Int64) -> String {
        let unit = key.split(separator: "_").last.map(String.init) ?? ""
        switch unit {
        case "bytes" where key.hasSuffix("mtu_bytes"): return language.number(number) + " B"
        case "bytes": return number < 0 ? language.number(number) + " B" : language.bytes(UInt64(number))
        case "percent": return percent(thousandths: number * 10)
        case "seconds": return language.duration(.seconds(number))
        case "hours": return language.duration(.seconds(number.multipliedReportingOverflow(by: 3600).partialValue))
        case "millis": return Self.instants.contains(key) ? time(number) : language.number(number) + " ms"
        case "micros": return language.number(number) + " µs"
        case "megahertz": return language.number(number) + " MHz"
        case "degrees": return language.number(number) + " °C"
        case "millidegrees": return language.quantity(thousandths: number / 100 * 100) + " °C"
        case "thousandths":
            return key.hasPrefix("load") ? language.quantity(thousandths: number / 10 * 10) : percent(thousandths: number)
        case "second" where key == "megabits_per_second": return language.number(number) + " Mbit/s"
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
        guard let zone else { return language.number(milliseconds) + " ms" }
        return language.time(Timestamp(milliseconds: milliseconds), in: zone)
    }

    private static let instants: Set<String> = [
        "booted_millis", "now_millis", "first_millis", "last_millis", "last_change_millis",
    ]
}
