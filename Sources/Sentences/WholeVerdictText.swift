package import Entitlement

extension Language {
    /// A whole verdict as a technician reads it out: the parts, what must happen first, when the office opens, when it is due.
    ///
    /// - Parameters:
    ///   - kind: the kind's title by the plan, or its name twice.
    ///   - contract: as people say it, `C-1001`; empty for a prospect.
    package func verdict(
        _ verdict: EntitlementVerdict, kind: LocalizedText, contract: String = "", in zone: CivilZone
    ) -> String {
        var sentences: [String] = []
        for (position, part) in verdict.parts.enumerated() {
            // The first sentence names the whole; the others do not repeat what they share with it.
            let isFirst = position == 0
            let text = VerdictPartText(part, kind: kind, until: verdict.until, contract: isFirst ? contract : "")
            let whole = (try? verdict.quantity()) ?? part.quantity
            let head =
                isFirst
                ? Isolation.isolate(choose(kind.english, kind.persian), in: self)
                    + times(whole.thousandths, part.unit.rawValue)
                : rest(part)
            sentences.append(self.verdict(text, head: head))
        }
        sentences += conditions(verdict.conditions)
        if let due = verdict.due { sentences.append(choose("Due by ", "مهلت انجام: ") + moment(due, in: zone) + ".") }
        return sentences.joined(separator: " ")
    }

    private func rest(_ part: EntitlementPart) -> String {
        let amount = quantity(thousandths: part.quantity.thousandths, unit: part.unit.rawValue)
        return choose("The rest (\(amount))", "بقیهٔ درخواست (\(amount))")
    }

    private func conditions(_ conditions: [EntitlementCondition]) -> [String] {
        func sentence(_ condition: EntitlementCondition) -> String {
            Catalogue.sentence(for: condition.code.rawValue, condition.parameters, in: self)
        }
        let first = conditions.filter(\.isBlocking).map(sentence)
        let said = conditions.filter { !$0.isBlocking }.map { capitalised(sentence($0)) + "." }
        guard !first.isEmpty else { return said }
        let list = first.joined(separator: choose("; ", "؛ "))
        return [choose("Before it starts: ", "پیش از آغاز: ") + list + "."] + said
    }

    private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
