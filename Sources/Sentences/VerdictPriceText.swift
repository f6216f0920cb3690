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
        let title = choose(part.tariffEnglish, part.tariffPersian)
        let tariff = Isolation.isolate(title.isEmpty ? part.tariff : title, in: self)
        return choose(
            "by “\(tariff)” about \(amount) before tax; \(needed)",
            "بر پایهٔ «\(tariff)» حدود \(amount) پیش از مالیات؛ \(needed)")
    }
}
