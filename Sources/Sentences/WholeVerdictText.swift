package import Entitlement
package import Primitives

extension Language {
    /// A whole verdict as a technician reads it out: the parts, what must happen first, when the office opens, when it is due.
    ///
    /// - Parameters:
    ///   - kind: the kind's title by the plan, or its name twice.
    ///   - contract: as people say it, `C-1001`; empty for a prospect.
    package func verdict(
        _ verdict: EntitlementVerdict, kind: LocalizedText, contract: String = "", in zone: CivilZone
    ) -> String {
        let parts = verdict.parts.map { VerdictPartText($0, kind: kind, until: verdict.until, contract: contract) }
        let due = verdict.due.map { [self.due($0, in: zone)] } ?? []
        return (sentences(of: parts) + sentences(of: verdict.conditions) + due).joined(separator: " ")
    }

    /// One sentence for each part of one piece of work: the first names the whole, the others do not repeat what they share with it.
    package func sentences(of parts: [VerdictPartText]) -> [String] {
        parts.enumerated().map { position, part in
            guard position == 0 else {
                var rest = part
                rest.contract = ""
                let amount = quantity(thousandths: part.quantity, unit: part.unit)
                return verdict(rest, head: choose("The rest (\(amount))", "بقیهٔ درخواست (\(amount))"))
            }
            let whole = parts.reduce(Int64(0)) { sum, part in
                let (total, overflow) = sum.addingReportingOverflow(part.quantity)
                return overflow ? .max : total
            }
            let kind = Isolation.isolate(choose(part.kindEnglish, part.kindPersian), in: self)
            return verdict(part, head: kind + times(whole, part.unit))
        }
    }

    /// What must happen before the work starts, in one sentence; then, one each, what is only said.
    package func sentences(of conditions: [EntitlementCondition]) -> [String] {
        func sentence(_ condition: EntitlementCondition) -> String {
            Catalogue.sentence(for: condition.code.rawValue, condition.parameters, in: self)
        }
        let first = conditions.filter(\.isBlocking).map(sentence)
        let said = conditions.filter { !$0.isBlocking }.map { capitalised(sentence($0)) + "." }
        guard !first.isEmpty else { return said }
        let list = first.joined(separator: choose("; ", "؛ "))
        return [choose("Before it starts: ", "پیش از آغاز: ") + list + "."] + said
    }

    /// When it should be done, by the plan's own target.
    package func due(_ instant: Timestamp, in zone: CivilZone) -> String {
        choose("Due by ", "مهلت انجام: ") + moment(instant, in: zone) + "."
    }

    private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
