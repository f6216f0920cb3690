/// Amounts with their units, alike in the report of a diagnosis, in live figures and in sentences.
extension Language {
    /// Between the elements of a list: `, `, `، `.
    package var comma: String { choose(", ", "، ") }

    /// Thousandths of the whole: 971 is `97.1 %`, `۹۷٫۱٪`.
    package func percent(thousandths: Int64) -> String {
        let hundreds = thousandths.multipliedReportingOverflow(by: 100)
        return signed(quantity(thousandths: hundreds.overflow ? thousandths : hundreds.partialValue)) + choose(" %", "٪")
    }

    /// A length of time as it was measured, to three digits: `16 µs`, `4.2 ms`, `1.25 s`, `۴٫۲ میلی‌ثانیه`; from a minute on as
    /// `duration`. Nothing is `0 ms`.
    package func span(micros: Int64) -> String {
        let length = micros.magnitude
        let sign = micros < 0 ? "-" : ""
        guard length < 60_000_000 else {
            let text = duration(.microseconds(Int64(clamping: length)))
            return sign.isEmpty ? text : signed(sign + text)
        }
        let (unit, scale): (String, UInt64) =
            switch length {
            case 1..<1000: (choose("µs", "میکروثانیه"), 1)
            case ..<1_000_000: (choose("ms", "میلی‌ثانیه"), 1000)
            default: (choose("s", "ثانیه"), 1_000_000)
            }
        // Three digits, the last one rounded; what rounds up to the next unit is said in it.
        let step: UInt64 = length / scale >= 100 ? scale : length / scale >= 10 ? max(1, scale / 10) : max(1, scale / 100)
        let rounded = (length + step / 2) / step * step
        if rounded / scale >= 1000, scale < 1_000_000 { return span(micros: micros < 0 ? -Int64(rounded) : Int64(rounded)) }
        let thousandths = scale == 1 ? rounded * 1000 : rounded / (scale / 1000)
        return signed(sign + quantity(thousandths: Int64(thousandths))) + " " + unit
    }

    /// `1.2 MiB/s`, `۱٫۲ MiB در ثانیه`.
    package func rate(bytesPerSecond: UInt64) -> String { bytes(bytesPerSecond) + choose("/s", " در ثانیه") }

    /// A number that names something and counts nothing (a process, a port): without separators.
    package func identifier(_ value: Int64) -> String { signed(digits(String(value))) }

    /// The sign of a number stays before it in a line that runs from the right.
    package func signed(_ number: String) -> String {
        number.hasPrefix("-") ? Isolation.isolate(number, in: self) : number
    }
}
