extension Language {
    /// A whole number with its thousands apart: `1,250,000`, `۱٬۲۵۰٬۰۰۰`.
    package func number(_ value: some BinaryInteger) -> String {
        let plain = String(value)
        let sign = plain.hasPrefix("-") ? "-" : ""
        let digits = Array(plain.dropFirst(sign.count))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += choose(",", "٬") }
            text.append(digit)
        }
        return sign + self.digits(text)
    }

    /// The digits of this language in place of Latin ones; everything else as it is.
    package func digits(_ text: String) -> String {
        guard self == .persian else { return text }
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if (48...57).contains(scalar.value), let persian = Unicode.Scalar(0x06f0 + scalar.value - 48) {
                folded.append(persian)
            } else {
                folded.append(scalar)
            }
        }
        return String(folded)
    }

    /// Thousandths of a unit as a decimal number without needless zeros: `2`, `0.5`, `۱٫۲۵`.
    package func quantity(thousandths: Int64) -> String {
        let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
        var text = (thousandths < 0 ? "-" : "") + number(whole)
        if rest > 0 {
            var decimals = String(rest + 1000).dropFirst()
            while decimals.last == "0" { decimals.removeLast() }
            text += choose(".", "٫") + digits(String(decimals))
        }
        return text
    }

    /// A quantity with its unit's name. Units: `count`, `minute`, `person-day`; another one is shown as it is.
    package func quantity(thousandths: Int64, unit: String) -> String {
        let amount = quantity(thousandths: thousandths)
        switch unit {
        case "count", "": return amount
        case "minute": return amount + choose(thousandths == 1000 ? " minute" : " minutes", " دقیقه")
        case "person-day": return amount + choose(thousandths == 1000 ? " person-day" : " person-days", " نفرروز")
        default: return amount + " " + Isolation.isolate(unit, in: self)
        }
    }

    /// Bytes in binary units, three digits: `1.37 GiB`, `۲۰٫۱ MiB`.
    package func bytes(_ count: UInt64) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        var scale = 0
        var unit: UInt64 = 1
        while scale + 1 < units.count, count / unit >= 1024 {
            unit *= 1024
            scale += 1
        }
        let whole = count / unit
        let decimals: UInt64 = scale == 0 || whole >= 100 ? 1 : (whole >= 10 ? 10 : 100)
        // The remainder is below one unit (2^60), so that times 100 cannot overflow.
        let fraction = count % unit * decimals / unit
        var text = number(whole)
        if decimals > 1 {
            let padded = String(fraction + decimals).dropFirst()
            text += choose(".", "٫") + digits(String(padded))
        }
        return text + " " + Isolation.isolate(units[scale], in: self)
    }
}
