package import Cryptography
package import Primitives

/// How a part of a line is paid for.
package enum Coverage: String, Hashable, Sendable, Codable, CaseIterable {
    case covered, free, priced, denied
}

/// A part of the relay's verdict: how much of a line is covered by what, in words that the prompt shows without a plan.
package struct VerdictPart: Hashable, Sendable {
    package let line: Int
    /// Thousandths.
    package let quantity: Int64
    package let coverage: Coverage
    package let rule: String
    /// The quota's name; empty where nothing is drawn on.
    package let bucket: String
    /// Thousandths left in the bucket when this part is used.
    package let leftAfter: Int64
    /// `count`, `minute` or `person-day`.
    package let unit: String
    /// Rials. Of a quote: its total, with tax.
    package let price: Int64
    /// Civil date of ISO 8601 in the Gregorian calendar, exclusive end of the term; empty where there is no term.
    package let until: String
    package let kind: String
    package let kindPersian: String
    package let kindEnglish: String
    /// The contract's number for people.
    package let contract: String
    /// Why it is so, as Entitlement says it: a code and its values; the sentence is made at the edge.
    package let reason: String
    package let reasonParameters: [String: String]
    /// It has a price, but a quote must be made and accepted first.
    package let quoteNeeded: Bool
    /// The quote that prices it, `Q-12`; empty where there is none.
    package let quote: String
    /// Where a quote is needed: what it will cost by the tariff, in rials before tax; 0 where nobody knows.
    package let estimate: Int64
    /// The tariff of the estimate or of the price: `ict-guild 1404-1`; empty where there is none.
    package let tariff: String
    /// The names for people of an estimate's tariff; empty where there is none.
    package let tariffPersian: String
    package let tariffEnglish: String
    /// The quota's names for people; empty where nothing is drawn on.
    package let bucketPersian: String
    package let bucketEnglish: String
    /// The quote was accepted before this request: nothing is to be accepted again.
    package let accepted: Bool

    /// - Throws: `object.field` when a value is outside its range.
    package init(
        line: Int, quantity: Int64, coverage: Coverage, rule: String, bucket: String = "", leftAfter: Int64 = 0,
        unit: String = "",
        price: Int64 = 0, until: String = "", kind: String = "", kindPersian: String = "", kindEnglish: String = "",
        contract: String = "", reason: String = "", reasonParameters: [String: String] = [:], quoteNeeded: Bool = false,
        quote: String = "", estimate: Int64 = 0, tariff: String = "", tariffPersian: String = "",
        tariffEnglish: String = "", bucketPersian: String = "", bucketEnglish: String = "", accepted: Bool = false
    ) throws(Failure) {
        try Field.check((1...SessionLimits.lines).contains(line), "part.line", limit: SessionLimits.lines)
        try Field.check((0...SessionLimits.quantity).contains(quantity), "part.quantity", limit: SessionLimits.quantity)
        try Field.rials(price, "part.price")
        try Field.check(price == 0 || coverage == .priced, "part.price")
        for (text, name) in [
            (rule, "part.rule"), (bucket, "part.bucket"), (unit, "part.unit"), (until, "part.until"), (kind, "part.kind"),
            (kindPersian, "part.kind_persian"), (kindEnglish, "part.kind_english"), (contract, "part.contract"),
            (reason, "part.reason"), (quote, "part.quote"), (tariff, "part.tariff"), (tariffPersian, "part.tariff_persian"),
            (tariffEnglish, "part.tariff_english"), (bucketPersian, "part.bucket_persian"),
            (bucketEnglish, "part.bucket_english"),
        ] {
            try Field.text(text, name, limit: SessionLimits.nameCharacters)
        }
        try Field.check(reasonParameters.count <= Verdict.parameterLimit, "part.reason_parameters", limit: Verdict.parameterLimit)
        for (key, value) in reasonParameters {
            try Field.text(key, "part.reason_parameters", limit: SessionLimits.nameCharacters)
            try Field.text(value, "part.reason_parameters", limit: SessionLimits.reasonCharacters)
        }
        try Field.check(!quoteNeeded || coverage == .priced && price == 0, "part.quote_needed")
        try Field.check(quote.isEmpty || coverage == .priced && !quoteNeeded, "part.quote")
        try Field.rials(estimate, "part.estimate")
        try Field.check(estimate == 0 || quoteNeeded, "part.estimate")
        try Field.check(!accepted || !quote.isEmpty, "part.accepted")
        self.line = line
        self.quantity = quantity
        self.coverage = coverage
        self.rule = rule
        self.bucket = bucket
        self.leftAfter = leftAfter
        self.unit = unit
        self.price = price
        self.until = until
        self.kind = kind
        self.kindPersian = kindPersian
        self.kindEnglish = kindEnglish
        self.contract = contract
        self.reason = reason
        self.reasonParameters = reasonParameters
        self.quoteNeeded = quoteNeeded
        self.quote = quote
        self.estimate = estimate
        self.tariff = tariff
        self.tariffPersian = tariffPersian
        self.tariffEnglish = tariffEnglish
        self.bucketPersian = bucketPersian
        self.bucketEnglish = bucketEnglish
        self.accepted = accepted
    }

    /// What the customer has still to accept for it, rials.
    package var toAccept: Int64 { accepted ? 0 : price }
}

/// What must hold besides: prerequisites, a second person, outside hours. Code and values; the sentence is made at the edge.
package struct VerdictCondition: Hashable, Sendable {
    package let code: String
    package let parameters: [String: String]

    package init(code: String, parameters: [String: String] = [:]) throws(Failure) {
        try Field.name(code, "condition.code")
        try Field.check(parameters.count <= Verdict.parameterLimit, "condition.parameters", limit: Verdict.parameterLimit)
        for (key, value) in parameters {
            try Field.text(key, "condition.parameters", limit: SessionLimits.nameCharacters)
            try Field.text(value, "condition.parameters", limit: SessionLimits.reasonCharacters)
        }
        self.code = code
        self.parameters = parameters
    }
}

/// The relay's answer to what a request is covered by and costs (`hamyar/verdict/1`). The agent sees it as a signed value.
package struct Verdict: Hashable, Sendable {
    /// Parts of one verdict: a few for each of 16 lines.
    package static let partLimit = 64
    /// Conditions of one verdict.
    package static let conditionLimit = 16
    /// Values of one reason or condition: names and numbers for one sentence.
    package static let parameterLimit = 16

    package let request: Digest
    package let session: SessionID
    package let parts: [VerdictPart]
    package let conditions: [VerdictCondition]
    /// Rials; the sum of what the customer has still to accept: the prices of the parts, but for quotes accepted before.
    package let price: Int64
    package let issued: Timestamp
    package let validUntil: Timestamp
    /// The latest checkpoint of the relay's log.
    package let checkpoint: CheckpointReference?

    /// - Throws: `object.field` when a value is outside its range or the price is not the sum.
    package init(
        request: Digest, session: SessionID, parts: [VerdictPart], conditions: [VerdictCondition] = [], price: Int64,
        issued: Timestamp,
        validUntil: Timestamp, checkpoint: CheckpointReference? = nil
    ) throws(Failure) {
        try Field.check((1...Self.partLimit).contains(parts.count), "parts", limit: Self.partLimit)
        try Field.check(conditions.count <= Self.conditionLimit, "conditions", limit: Self.conditionLimit)
        try Field.rials(price, "price")
        // 64 parts of at most 10^15 rials cannot overflow.
        try Field.check(parts.reduce(0) { $0 + $1.toAccept } == price, "price")
        try Field.check(issued.milliseconds >= 0 && validUntil > issued, "valid_until")
        self.request = request
        self.session = session
        self.parts = parts
        self.conditions = conditions
        self.price = price
        self.issued = issued
        self.validUntil = validUntil
        self.checkpoint = checkpoint
    }

    /// Whether some part cannot be performed on a consent alone: it is denied, or a quote must be made and accepted first.
    package var isDenied: Bool {
        parts.contains { $0.coverage == .denied || $0.quoteNeeded }
    }

    /// Whether a customer who accepted `other` accepted this one too: the same parts, conditions and price, whenever it was issued.
    package func promisesTheSame(as other: Verdict) -> Bool {
        request == other.request && parts == other.parts && conditions == other.conditions && price == other.price
    }
}
