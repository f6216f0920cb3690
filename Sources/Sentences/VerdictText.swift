import Entitlement

extension Language {
    /// What a prompt says of one part: what it draws on, what is left after, until when, what it costs (requirement D1).
    package func verdict(_ part: VerdictPartText) -> String {
        let kind = Isolation.isolate(choose(part.kindEnglish, part.kindPersian), in: self)
        return verdict(part, head: kind + times(part.quantity, part.unit))
    }

    /// All parts, one to a line.
    package func verdict(_ parts: [VerdictPartText]) -> String {
        parts.map { verdict($0) }.joined(separator: "\n")
    }

    func verdict(_ part: VerdictPartText, head: String) -> String {
        let clauses = coverage(part) + [cost(part)].compactMap { $0 }
        return head + ": " + clauses.joined(separator: choose("; ", "؛ ")) + "."
    }

    /// Nothing for one piece.
    func times(_ quantity: Int64, _ unit: String) -> String {
        unit == "count" && quantity == 1000 ? "" : " × " + self.quantity(thousandths: quantity, unit: unit)
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
        if part.bucket.isEmpty || ["covered.uncounted", "covered.incident"].contains(part.reason) {
            return [reason(part) ?? Catalogue.sentence(for: "covered.uncounted", in: self)]
        }
        let drawn = quantity(thousandths: part.quantity, unit: part.unit)
        let title = choose(part.bucketEnglish, part.bucketPersian)
        let bucket = Isolation.isolate(title.isEmpty ? part.bucket : title, in: self)
        if part.reason == "covered.late" {
            return [
                choose(
                    "takes \(drawn) of what had expired of the quota \(bucket), because it was recorded late",
                    "\(drawn) از آنچه از سهمیهٔ «\(bucket)» منقضی شده بود برمی‌دارد، چون دیر ثبت شد")
            ]
        }
        var clauses = [choose("draws \(drawn) on the quota \(bucket)", "\(drawn) از سهمیهٔ «\(bucket)» برمی‌دارد")]
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

    private func reason(_ part: VerdictPartText) -> String? {
        part.reason.isEmpty ? nil : Catalogue.sentence(for: part.reason, part.reasonParameters, in: self)
    }

    private func because(_ part: VerdictPartText) -> String {
        reason(part).map { choose(" (", " (") + $0 + ")" } ?? ""
    }
}
