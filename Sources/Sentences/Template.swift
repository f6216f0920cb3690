import Entitlement
import Primitives

/// A sentence with places for values.
///
/// `{name}` is replaced by the parameter of that name; `{name:format}` by a formatted one, where format is `number`, `quantity`
/// (thousandths), `rials`, `bytes`, `millis`, `seconds`, `date` (civil), `time` or `moment` (milliseconds; with weekday and zone),
/// `day-before` (the last day before a civil date), `kilometres` (metres), `amount` (of the parameter `unit`), `title` (the parameters `persian` and `english`, where they are),
/// `reason` (a code and the same parameters) or a kind of `CodeWords`. What stands in square brackets is left out when a
/// parameter in it is absent. A value that its format cannot read is shown as it is.
struct Template {
    let text: String

    func render(_ parameters: [String: String], in language: Language) -> String {
        var output = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "[") {
            output += Self.fill(rest[..<open], parameters, language).text
            guard let close = rest[open...].firstIndex(of: "]") else { return output }
            let part = Self.fill(rest[rest.index(after: open)..<close], parameters, language)
            if part.complete { output += part.text }
            rest = rest[rest.index(after: close)...]
        }
        return output + Self.fill(rest, parameters, language).text
    }

    /// The names of the values, without their formats.
    var names: Set<String> {
        Set(
            text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { piece in
                piece.split(separator: "}", maxSplits: 1).first?.split(separator: ":").first.map(String.init)
            })
    }

    private static func fill(
        _ text: Substring, _ parameters: [String: String], _ language: Language
    ) -> (text: String, complete: Bool) {
        var output = ""
        var complete = true
        var rest = text
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            output += rest[..<open]
            let fields = rest[rest.index(after: open)..<close].split(separator: ":", maxSplits: 1).map(String.init)
            let format = fields.count == 2 ? fields[1] : ""
            // The time 0 says "never" on the wire.
            if let name = fields.first, let value = parameters[name], !value.isEmpty, format != "time" || value != "0" {
                output += show(value, as: format, parameters, language)
            } else {
                output += "…"
                complete = false
            }
            rest = rest[rest.index(after: close)...]
        }
        return (output + rest, complete)
    }

    private static func show(
        _ value: String, as format: String, _ parameters: [String: String], _ language: Language
    ) -> String {
        let formatted: String? =
            switch format {
            case "number": Int64(value).map { language.number($0) }
            case "quantity": Int64(value).map { language.quantity(thousandths: $0) }
            case "amount": amount(value, parameters["unit"] ?? "count", language)
            case "kilometres": Int64(value).map { language.quantity(thousandths: $0) }
            case "rials": Int64(value).map { language.money(rials: $0) }
            case "bytes": UInt64(value).map { language.bytes($0) }
            case "millis": Int64(value).map { language.span(micros: $0.multipliedReportingOverflow(by: 1000).partialValue) }
            case "seconds": Int64(value).map { language.duration(.seconds($0)) }
            case "date": (try? CivilDate(parsing: value)).map { language.date($0) }
            case "day-before": (try? CivilDate(parsing: value).adding(days: -1)).map { language.date($0) }
            case "time": instant(value) { language.time($0, in: $1) }
            case "moment": instant(value) { language.moment($0, in: $1) }
            case "title": parameters[language == .persian ? "persian" : "english"].map { Isolation.isolate($0, in: language) }
            case "reason": Catalogue.reason(value, parameters, in: language)
            default: CodeWords(rawValue: format)?.words(value, in: language)
            }
        return formatted ?? Isolation.isolate(value, in: language)
    }

    private static func amount(_ value: String, _ unit: String, _ language: Language) -> String? {
        (try? Quantity(parsing: value)).map { language.quantity(thousandths: $0.thousandths, unit: unit) }
    }

    private static func instant(_ value: String, _ text: (Timestamp, CivilZone) -> String) -> String? {
        guard let milliseconds = Int64(value), let zone = try? CivilZone.tehran() else { return nil }
        return text(Timestamp(milliseconds: milliseconds), zone)
    }
}
