import Entitlement
import Primitives
import RelayStorage
import Sessions
import Storage

/// What an evaluation says of one line of work, in the words of a signed verdict: with the names for people, so that no prompt needs
/// a plan.
struct VerdictParts {
    let transaction: Transaction
    let kind: ServiceKindName
    /// nil for a prospect.
    let contract: Contract?
    /// By which it was evaluated; nil where there is none.
    let plan: PlanSnapshot?

    init(_ transaction: Transaction, kind: ServiceKindName, standing: Standing, at time: Timestamp, in zone: CivilZone) {
        self.transaction = transaction
        self.kind = kind
        if case .line(let line) = standing {
            contract = line.contract
            plan = line.term(at: time, in: zone)?.plan
        } else {
            (contract, plan) = (nil, nil)
        }
    }

    /// Throws `object.field` for a verdict that no signed object can hold.
    func parts(of verdict: EntitlementVerdict, line number: Int = 1) throws -> [Sessions.VerdictPart] {
        let names = plan?.kind(kind)?.title ?? kind.title
        return try verdict.parts.map { part in
            let quota = quota(of: part)
            let terms = try PriceTerms(part.price, transaction)
            return try Sessions.VerdictPart(
                line: number, quantity: part.quantity.thousandths, coverage: Coverage(part.treatment), rule: part.rule,
                bucket: quota.name, leftAfter: part.leftAfter?.thousandths ?? 0, unit: part.unit.rawValue, price: terms.price,
                until: verdict.until?.gregorianText ?? "", kind: kind.rawValue, kindPersian: Self.cut(names.persian),
                kindEnglish: Self.cut(names.english), contract: contract.map { "C-\($0.number)" } ?? "",
                reason: part.reason.code.rawValue, reasonParameters: part.reason.parameters,
                quoteNeeded: part.price?.needsQuote ?? false, quote: terms.quote, estimate: terms.estimate,
                tariff: Self.cut(terms.tariff), tariffPersian: Self.cut(terms.title.persian),
                tariffEnglish: Self.cut(terms.title.english), bucketPersian: Self.cut(quota.title.persian),
                bucketEnglish: Self.cut(quota.title.english), accepted: terms.accepted)
        }
    }

    /// What the part draws on; empty where it draws on nothing.
    private func quota(of part: EntitlementPart) -> (name: String, title: LocalizedText) {
        guard part.effect == .hold || part.effect == .late, let name = part.quota else {
            return ("", LocalizedText(persian: "", english: ""))
        }
        let title = plan?.quota(name)?.title ?? LocalizedText(persian: name.rawValue, english: name.rawValue)
        return (name.rawValue, title)
    }

    /// Titles of plans may be longer than a signed name.
    private static func cut(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(SessionLimits.nameCharacters)))
    }
}

extension EntitlementVerdict {
    /// As signed objects and replies say them. Throws `object.field`.
    func sessionConditions() throws -> [Sessions.VerdictCondition] {
        try conditions.map { try VerdictCondition(code: $0.code.rawValue, parameters: $0.parameters) }
    }
}

extension Coverage {
    fileprivate init(_ treatment: EntitlementPart.Treatment) {
        self =
            switch treatment {
            case .covered: .covered
            case .free: .free
            case .priced: .priced
            case .denied: .denied
            }
    }
}

/// A part's price as the signed verdict says it.
private struct PriceTerms {
    var (price, estimate): (Int64, Int64) = (0, 0)
    var (quote, tariff) = ("", "")
    /// The tariff's name for people.
    var title = LocalizedText(persian: "", english: "")
    var accepted = false

    init(_ price: EntitlementPart.Price?, _ transaction: Transaction) throws {
        switch price {
        case nil, .quote: break
        case .fixed(let total): self.price = total.rials
        case .estimate(let total, let tariff): (estimate, self.tariff, title) = (total.rials, tariff.name, tariff.title)
        case .quoted(let total, let number, let isAccepted):
            (self.price, quote, accepted) = (total.rials, "Q-\(number)", isAccepted)
            tariff = try transaction.quotes.require(number: number).content.tariff ?? ""
        }
    }
}
