package import Messages
import Sessions

/// A part of a verdict: how much of a line is covered by what.
package struct VerdictPartOutput: Encodable, Sendable {
    package let line: UInt32
    package let kind: String
    package let kindPersian: String
    package let kindEnglish: String
    package let contract: String
    /// `covered`, `free`, `priced`, `denied`.
    package let coverage: String
    package let rule: String
    package let reason: String
    package let quantityThousandths: Int64
    package let unit: String
    package let bucket: String?
    package let bucketPersian: String?
    package let bucketEnglish: String?
    package let leftAfterThousandths: Int64?
    package let until: String?
    package let priceRials: Int64
    package let quoteNeeded: Bool
    /// The quote by which it is paid: the price is its total, with tax.
    package let quote: String?
    /// That quote was accepted before: nothing is to be accepted again.
    package let quoteAccepted: Bool?
    /// What a quote that is still needed will come to by the tariff, before tax.
    package let estimateRials: Int64?
    package let tariff: String?

    package init(_ part: WireVerdictPart) {
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
        bucketPersian = part.bucketPersian.isEmpty ? nil : DisplayText.stripped(part.bucketPersian)
        bucketEnglish = part.bucketEnglish.isEmpty ? nil : DisplayText.stripped(part.bucketEnglish)
        leftAfterThousandths = part.bucket.isEmpty ? nil : part.leftAfter
        until = part.until.isEmpty ? nil : part.until
        priceRials = part.price
        quoteNeeded = part.quoteNeeded
        quote = part.quote.isEmpty ? nil : part.quote
        quoteAccepted = part.quote.isEmpty ? nil : part.accepted
        estimateRials = part.estimate > 0 ? part.estimate : nil
        tariff = part.tariff.isEmpty ? nil : part.tariff
    }
}

/// What must hold besides.
package struct ConditionOutput: Encodable, Sendable {
    package let code: String
    package let parameters: [OutputPair]

    package init(_ condition: WireVerdictCondition) {
        code = condition.code
        parameters = OutputPair.list(condition.parameters)
    }
}
