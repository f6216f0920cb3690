/// Lengths of time as people type them on a command line: `90s`, `30m`, `2h`, `1d`.
package enum DurationText {
    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]

    /// nil unless it is a positive whole number, in Latin, Persian or Arabic digits, and one unit.
    package static func parse(_ text: String) -> Duration? {
        guard let last = text.last, let unit = units[Character(last.lowercased())], text.count > 1 else { return nil }
        var number: Int64 = 0
        for character in text.dropLast() {
            guard let digit = character.wholeNumberValue, (0...9).contains(digit) else { return nil }
            let (scaled, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carried) = scaled.addingReportingOverflow(Int64(digit))
            guard !overflow, !carried else { return nil }
            number = sum
        }
        let (seconds, overflow) = number.multipliedReportingOverflow(by: unit)
        return overflow || seconds <= 0 ? nil : .seconds(seconds)
    }

    /// The shortest form: `30m`, `90s`; below a second, milliseconds as `250ms`, which is not read back.
    package static func text(_ duration: Duration) -> String {
        let milliseconds = duration.wholeMilliseconds
        guard milliseconds.isMultiple(of: 1000) else { return "\(milliseconds)ms" }
        let seconds = milliseconds / 1000
        for (name, size) in [("d", Int64(86_400)), ("h", 3600), ("m", 60)] where seconds != 0 && seconds.isMultiple(of: size) {
            return "\(seconds / size)\(name)"
        }
        return "\(seconds)s"
    }
}
