import Documents
import Messages
import Sentences

extension Page {
    /// Parts and conditions as sentences, a line each.
    mutating func verdict(_ parts: [WireVerdictPart], _ conditions: [WireVerdictCondition]) {
        for part in parts {
            let paint: Paint? =
                switch part.coverage {
                case .denied: .bad
                case .priced: .warning
                default: nil
                }
            line("  " + language.verdict(VerdictPartText(part)), paint)
        }
        for condition in conditions {
            line("  " + Catalogue.sentence(for: condition.code, condition.parameters, in: language), .warning)
        }
    }
}
