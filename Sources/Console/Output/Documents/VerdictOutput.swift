import Entitlement
import Messages
import Sentences
import Sessions

/// A part of a verdict: how much of a line is covered by what.
package struct VerdictPartOutput: Encodable, Sendable {
    let line: UInt32
    let kind: String
    let kindPersian: String
    let kindEnglish: String
    let contract: String
    /// `covered`, `free`, `priced`, `denied`.
    let coverage: String
    let rule: String
    let reason: String
    let quantityThousandths: Int64
    let unit: String
    let bucket: String?
    let leftAfterThousandths: Int64?
    let until: String?
    let priceRials: Int64
    let quoteNeeded: Bool

    init(_ part: WireVerdictPart) {
        line = part.line
        kind = part.kind
        kindPersian = DisplayText.stripped(part.kindPersian)
        kindEnglish = DisplayText.stripped(part.kindEnglish)
        contract = DisplayText.stripped(part.contract)
        coverage = part.coverage.word
        rule = part.rule
        reason = part.reason
        quantityThousandths = part.quantity
        unit = part.unit
        bucket = part.bucket.isEmpty ? nil : part.bucket
        leftAfterThousandths = part.bucket.isEmpty ? nil : part.leftAfter
        until = part.until.isEmpty ? nil : part.until
        priceRials = part.price
        quoteNeeded = part.quoteNeeded
    }
}

/// What must hold besides.
package struct ConditionOutput: Encodable, Sendable {
    let code: String
    let parameters: [OutputPair]

    init(_ condition: WireVerdictCondition) {
        code = condition.code
        parameters = OutputPair.list(condition.parameters)
    }
}

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

extension VerdictPartText {
    init(_ part: WireVerdictPart) {
        let coverage: VerdictPartText.Coverage =
            switch part.coverage {
            case .covered: .covered
            case .free: .free
            case .priced: .priced
            case .denied, .unspecified, .UNRECOGNIZED: .denied
            }
        self.init(
            kindPersian: part.kindPersian, kindEnglish: part.kindEnglish, quantity: part.quantity, unit: part.unit,
            coverage: coverage, bucket: part.bucket, leftAfter: part.bucket.isEmpty ? nil : part.leftAfter, price: part.price,
            quoteNeeded: part.quoteNeeded, until: try? CivilDate(parsing: part.until), contract: part.contract,
            reason: part.reason, reasonParameters: part.reasonParameters)
    }
}
