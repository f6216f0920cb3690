package import Entitlement

/// One part of a verdict as a person reads it, wherever it came from: the relay's evaluation, a signed verdict, a stored one.
package struct VerdictPartText: Sendable {
    package enum Coverage: Sendable { case covered, free, priced, denied }

    /// The service kind's names for people.
    package var kindPersian: String
    package var kindEnglish: String
    /// Thousandths of `unit`: `count`, `minute`, `person-day`.
    package var quantity: Int64
    package var unit: String
    package var coverage: Coverage
    /// The quota that is drawn on, and its names for people where they are known; empty where none is.
    package var bucket: String
    package var bucketPersian = ""
    package var bucketEnglish = ""
    /// Thousandths that the quota has left when this part is used.
    package var leftAfter: Int64?
    /// Rials; nil or 0 where it costs nothing or a quote is needed.
    package var price: Int64?
    package var quoteNeeded: Bool
    /// What it will cost by `tariff`, before tax; 0 where nobody knows.
    package var estimate: Int64 = 0
    package var tariff = ""
    /// The tariff's names for people where they are known.
    package var tariffPersian = ""
    package var tariffEnglish = ""
    /// `Q-12`: the price is its total, with tax. Empty without a quote.
    package var quote = ""
    /// The quote was accepted before.
    package var isAccepted = false
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

extension VerdictPartText {
    /// As it was evaluated.
    package init(_ part: EntitlementPart, kind: LocalizedText, until: CivilDate?, contract: String) {
        let coverage: Coverage =
            switch part.treatment {
            case .covered: .covered
            case .free: .free
            case .priced: .priced
            case .denied: .denied
            }
        self.init(
            kindPersian: kind.persian, kindEnglish: kind.english, quantity: part.quantity.thousandths, unit: part.unit.rawValue,
            coverage: coverage, bucket: part.quota?.rawValue ?? "", leftAfter: part.leftAfter?.thousandths,
            quoteNeeded: part.price?.needsQuote ?? false, until: until, contract: contract, reason: part.reason.code.rawValue,
            reasonParameters: part.reason.parameters)
        bucketPersian = part.reason.parameters["persian"] ?? ""
        bucketEnglish = part.reason.parameters["english"] ?? ""
        switch part.price {
        case nil, .quote: break
        case .fixed(let total): price = total.rials
        case .estimate(let total, let tariff):
            (estimate, self.tariff) = (total.rials, tariff.name)
            (tariffPersian, tariffEnglish) = (tariff.title.persian, tariff.title.english)
        case .quoted(let total, let number, let isAccepted):
            (price, quote, self.isAccepted) = (total.rials, "Q-\(number)", isAccepted)
        }
    }
}
