import Entitlement
import Primitives
import Sentences
import Updates

/// One value of the facts, with the unit that its name says.
struct FactFigure {
    let language: Language
    /// Of the machine's clock, or the vendor's where that is not known.
    let zone: NamedZone?

    /// As HTML; nil for what is no single value.
    func html(_ key: String, _ value: JSONValue) -> String? {
        switch value {
        case .null: ""
        case .boolean(let truth): HTMLText.sentence(language.phrase(truth ? ReportPhrase.yes : .no))
        case .string(let text): words(key, text).map(HTMLText.sentence) ?? HTMLText.value(text)
        case .number(let number): HTMLText.sentence(figure(key, number))
        case .array(let elements):
            elements.allSatisfy { $0.members == nil && $0.elements == nil }
                ? elements.compactMap { html(key, $0) }.joined(separator: language.comma) : nil
        case .object: nil
        }
    }

    /// A word of a program, a day, a code of ours, as people say them; nil for any other text.
    private func words(_ key: String, _ text: String) -> String? {
        switch key {
        case "support_ends": (try? CivilDate(parsing: text)).map(language.dates)
        case "failure" where Catalogue.codes.contains(text): language.sentence(for: Failure(Failure.Code(rawValue: text)))
        default: FactValues.words(text, of: key, in: language)
        }
    }

    func figure(_ key: String, _ number: Int64) -> String {
        let unit = key.split(separator: "_").last.map(String.init) ?? ""
        if Self.identifiers.contains(unit) || key == "exit_status" { return language.identifier(number) }
        switch unit {
        case "bytes" where key.hasSuffix("mtu_bytes") || number < 0: return amount(number, "B", "بایت")
        case "bytes": return language.bytes(UInt64(number))
        case "percent": return language.percent(thousandths: number.multipliedReportingOverflow(by: 10).partialValue)
        case "seconds": return language.duration(.seconds(number))
        case "hours": return language.duration(.seconds(number.multipliedReportingOverflow(by: 3600).partialValue))
        case "millis" where Self.instants.contains(key): return time(number)
        case "millis": return language.span(micros: number.multipliedReportingOverflow(by: 1000).partialValue)
        case "micros": return language.span(micros: number)
        case "megahertz": return amount(number, "MHz", "مگاهرتز")
        case "degrees": return amount(number, "°C", "درجهٔ سلسیوس")
        case "millidegrees": return amount(thousandths: number / 100 * 100, "°C", "درجهٔ سلسیوس")
        case "thousandths" where key.hasPrefix("load"): return language.signed(language.quantity(thousandths: number / 10 * 10))
        case "thousandths": return language.percent(thousandths: number)
        case "second" where key == "megabits_per_second": return amount(number, "Mbit/s", "مگابیت در ثانیه")
        case "hundredths" where key.hasSuffix("percent_hundredths"): return language.percent(thousandths: number / 10)
        default: return language.signed(language.number(number))
        }
    }

    /// What its machine's clock showed; the zone stands at the head of the section.
    func time(_ milliseconds: Int64) -> String {
        guard let zone else { return language.span(micros: milliseconds.multipliedReportingOverflow(by: 1000).partialValue) }
        return language.exactTime(Timestamp(milliseconds: milliseconds), by: zone)
    }

    private func amount(_ number: Int64, _ english: String, _ persian: String) -> String {
        language.signed(language.number(number)) + " " + (language == .persian ? persian : english)
    }

    private func amount(thousandths: Int64, _ english: String, _ persian: String) -> String {
        language.signed(language.quantity(thousandths: thousandths)) + " " + (language == .persian ? persian : english)
    }

    private static let instants: Set<String> = [
        "booted_millis", "now_millis", "first_millis", "last_millis", "last_change_millis",
    ]

    /// Last words of fields whose numbers name something, also in the answers of vendors' probes.
    private static let identifiers: Set<String> = ["id", "pid", "uid", "gid", "port", "status", "code", "number", "year"]
}
