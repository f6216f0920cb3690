extension Language {
    /// What a part costs; nil where it is denied, or free, which it says itself.
    func cost(_ part: VerdictPartText) -> String? {
        switch part.coverage {
        case .denied, .free: return nil
        case .covered, .priced: break
        }
        if part.quoteNeeded { return neededQuote(part) }
        guard let price = part.price, price != 0 else { return choose("costs nothing", "هزینه‌ای ندارد") }
        let amount = money(rials: price)
        guard !part.quote.isEmpty else { return choose("costs \(amount)", "هزینه: \(amount)") }
        let quote = Isolation.isolate(part.quote, in: self)
        if part.isAccepted {
            return choose(
                "quote \(quote): \(amount) with tax, accepted already",
                "پیش‌فاکتور \(quote): \(amount) با مالیات، پیش‌تر پذیرفته شده است")
        }
        return choose(
            "quote \(quote): \(amount) with tax; the customer must accept it",
            "پیش‌فاکتور \(quote): \(amount) با مالیات؛ مشتری باید آن را بپذیرد")
    }

    private func neededQuote(_ part: VerdictPartText) -> String {
        let needed = choose("a quote must be made and accepted first", "نخست باید پیش‌فاکتور داده و پذیرفته شود")
        guard part.estimate > 0 else { return needed }
        let amount = money(rials: part.estimate)
        return choose(
            "by the \(tariff(part.tariff)) about \(amount) before tax; \(needed)",
            "با \(tariff(part.tariff)) حدود \(amount) پیش از مالیات؛ \(needed)")
    }

    /// `ict-guild 1404-2` as people say it; the first edition of a year needs no number.
    private func tariff(_ name: String) -> String {
        let fields = name.split(separator: " ")
        let version = fields.last?.split(separator: "-").map(String.init) ?? []
        guard fields.count == 2, version.count == 2, let year = Int(version[0]), let edition = Int(version[1]) else {
            let name = Isolation.isolate(name, in: self)
            return choose("tariff \(name)", "تعرفهٔ \(name)")
        }
        let source = Isolation.isolate(String(fields[0]), in: self)
        let plain = choose("tariff \(source) of \(year)", "تعرفهٔ \(source) سال \(digits(String(year)))")
        guard edition > 1 else { return plain }
        return plain + choose(", edition \(edition),", "، ویرایش \(number(edition))،")
    }
}
