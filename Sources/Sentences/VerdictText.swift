package import Entitlement

/// One part of a verdict as plain values, from the wire or from the relay's own evaluation.
package struct VerdictPartText: Sendable {
    package enum Coverage: Sendable { case covered, free, priced, denied }

    /// The service kind's names for people.
    package var kindPersian: String
    package var kindEnglish: String
    /// Thousandths of `unit`: `count`, `minute`, `person-day`.
    package var quantity: Int64
    package var unit: String
    package var coverage: Coverage
    /// The quota that is drawn on; empty where none is.
    package var bucket: String
    /// Thousandths that the quota has left when this part is used.
    package var leftAfter: Int64?
    /// Rials; nil or 0 where it costs nothing or a quote is needed.
    package var price: Int64?
    package var quoteNeeded: Bool
    /// The first civil day on which the cover no longer holds.
    package var until: CivilDate?
    /// The contract's number for people; empty for a prospect.
    package var contract: String
    /// Why it is so: a code of Protocol/codes.tsv and its parameters; empty where the sender gave none.
    package var reason: String
    package var reasonParameters: [String: String]

    package init(
        kindPersian: String, kindEnglish: String, quantity: Int64, unit: String, coverage: Coverage, bucket: String = "",
        leftAfter: Int64? = nil, price: Int64? = nil, quoteNeeded: Bool = false, until: CivilDate? = nil, contract: String = "",
        reason: String = "", reasonParameters: [String: String] = [:]
    ) {
        self.kindPersian = kindPersian
        self.kindEnglish = kindEnglish
        self.quantity = quantity
        self.unit = unit
        self.coverage = coverage
        self.bucket = bucket
        self.leftAfter = leftAfter
        self.price = price
        self.quoteNeeded = quoteNeeded
        self.until = until
        self.contract = contract
        self.reason = reason
        self.reasonParameters = reasonParameters
    }
}

extension Language {
    /// What a prompt says of one part: what it draws on, what is left after, until when, what it costs (requirement D1).
    package func verdict(_ part: VerdictPartText) -> String {
        let kind = Isolation.isolate(choose(part.kindEnglish, part.kindPersian), in: self)
        let amount =
            part.unit == "count" && part.quantity == 1000 ? "" : " × " + quantity(thousandths: part.quantity, unit: part.unit)
        let clauses = coverage(part) + [cost(part)].compactMap { $0 }
        return kind + amount + ": " + clauses.joined(separator: choose("; ", "؛ ")) + "."
    }

    /// All parts, one to a line.
    package func verdict(_ parts: [VerdictPartText]) -> String {
        parts.map { verdict($0) }.joined(separator: "\n")
    }

    private func coverage(_ part: VerdictPartText) -> [String] {
        switch part.coverage {
        case .covered: covered(part) + [until(part), contract(part)].compactMap { $0 }
        case .free: [reason(part) ?? choose("free of charge", "رایگان است"), contract(part)].compactMap { $0 }
        case .priced: [choose("not covered", "پوشش ندارد") + because(part), contract(part)].compactMap { $0 }
        case .denied: [choose("not given", "داده نمی‌شود") + because(part)]
        }
    }

    private func covered(_ part: VerdictPartText) -> [String] {
        guard !part.bucket.isEmpty, part.reason != "covered.uncounted" else {
            let uncounted = Catalogue.sentence(for: "covered.uncounted", in: self)
            return [reason(part) ?? uncounted]
        }
        let drawn = quantity(thousandths: part.quantity, unit: part.unit)
        let bucket = Isolation.isolate(part.bucket, in: self)
        var clauses = [choose("draws \(drawn) on the quota \(bucket)", "\(drawn) از سهمیهٔ \(bucket) برمی‌دارد")]
        if let left = part.leftAfter {
            let amount = quantity(thousandths: left, unit: part.unit)
            clauses.append(choose("\(amount) left after it", "پس از آن \(amount) می‌ماند"))
        }
        return clauses
    }

    /// The last day of the cover: a term is half-open, but people count whole days.
    private func until(_ part: VerdictPartText) -> String? {
        guard let end = part.until, let last = try? CivilDate(dayNumber: end.dayNumber - 1, calendar: end.calendar) else {
            return nil
        }
        return choose("covered through \(date(last))", "پوشش تا پایان \(date(last))")
    }

    private func contract(_ part: VerdictPartText) -> String? {
        guard !part.contract.isEmpty else { return nil }
        let number = Isolation.isolate(part.contract, in: self)
        return choose("contract \(number)", "قرارداد \(number)")
    }

    private func cost(_ part: VerdictPartText) -> String? {
        if part.coverage == .denied { return nil }
        if part.quoteNeeded { return choose("a quote must be made and accepted first", "نخست باید پیش‌فاکتور داده و پذیرفته شود") }
        guard let price = part.price, price != 0 else { return choose("costs nothing", "هزینه‌ای ندارد") }
        return choose("costs \(money(rials: price))", "هزینه: \(money(rials: price))")
    }

    private func reason(_ part: VerdictPartText) -> String? {
        part.reason.isEmpty ? nil : Catalogue.sentence(for: part.reason, part.reasonParameters, in: self)
    }

    private func because(_ part: VerdictPartText) -> String {
        reason(part).map { choose(" (", " (") + $0 + ")" } ?? ""
    }
}
