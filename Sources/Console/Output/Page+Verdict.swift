import Documents
import Entitlement
import Messages
import Sentences

extension Page {
    /// Parts and conditions as sentences, a line each.
    mutating func verdict(_ parts: [WireVerdictPart], _ conditions: [WireVerdictCondition]) {
        // Each line of a session is a piece of work of its own.
        var numbers: [UInt32] = []
        for part in parts where !numbers.contains(part.line) { numbers.append(part.line) }
        for number in numbers {
            let parts = parts.filter { $0.line == number }
            for (part, sentence) in zip(parts, language.sentences(of: parts.map { VerdictPartText($0) })) {
                let paint: Paint? =
                    switch part.coverage {
                    case .denied: .bad
                    case .priced: .warning
                    default: nil
                    }
                line("  " + sentence, paint)
            }
        }
        let conditions = conditions.map {
            EntitlementCondition(EntitlementCondition.Code(rawValue: $0.code), $0.parameters)
        }
        for sentence in language.sentences(of: conditions) { line("  " + sentence, .warning) }
    }
}
