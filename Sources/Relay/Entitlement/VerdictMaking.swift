import Cryptography
import Entitlement
import Primitives
import RelayStorage
import Sessions
import Storage
import Transport

/// Turns what the contract says into the words of a signed verdict.
///
/// Entitlement is enforced here and nowhere else: the agent sees the result as a signed value (design of trust).
struct VerdictMaking {
    let transaction: Transaction
    let zone: CivilZone

    /// How long a verdict stands for its request: as long as the longest request.
    static let validity = SessionLimits.unwatchedRequestLife

    /// One line of a request, evaluated as of the moment of the request.
    struct Line {
        let account: EntitlementAccount
        let question: ServiceQuestion
        let verdict: EntitlementVerdict
        let parts: [Sessions.VerdictPart]
    }

    /// - Parameter received: when the relay took the request. In or out of a term is tested at this moment, not at the one that the
    ///   technician's clock says: that could be set back across a term's end.
    func lines(of request: Request, customer: CustomerID, received: Timestamp) throws -> [Line] {
        var earlier = EarlierLines()
        return try request.lines.map { line in
            let account = try account(of: line, customer: customer)
            let question = try question(of: line, in: request, received: received)
            let evaluated = try evaluate(question, account, number: line.number, after: earlier)
            try earlier.add(evaluated.verdict, of: evaluated.question)
            return evaluated
        }
    }

    func evaluate(
        _ question: ServiceQuestion, _ account: EntitlementAccount, number: Int, after earlier: EarlierLines = EarlierLines()
    ) throws -> Line {
        let standing = try earlier.standing(transaction.standings.standing(of: account))
        let question = earlier.question(question)
        let verdict = Entitlement.evaluate(
            question, for: standing, in: try transaction.entitlementSetting(in: zone))
        return Line(
            account: account, question: question, verdict: verdict,
            parts: try verdict.parts.map { try part($0, of: verdict, question, standing, number) })
    }

    private func account(of line: SessionLine, customer: CustomerID) throws -> EntitlementAccount {
        guard let contractLine = line.contractLine else { return .prospect(customer) }
        guard try transaction.standings.accounts(machine: nil, customer: customer).contains(.line(contractLine)) else {
            throw Failure(.findNothing, ["text": contractLine.description])
        }
        return .line(contractLine)
    }

    private func question(of line: SessionLine, in request: Request, received: Timestamp) throws -> ServiceQuestion {
        guard let place = ServicePlace(rawValue: line.place.rawValue) else {
            throw Failure(.callInvalid, ["field": "place"])
        }
        return ServiceQuestion(
            kind: ServiceKindName(rawValue: line.kind), place: place, quantity: Quantity(thousandths: line.quantity),
            occurredAt: received,
            initiator: request.vendorDefect ? .vendor : ServiceInitiator(rawValue: request.initiator.rawValue) ?? .technician)
    }

    private func part(
        _ part: EntitlementPart, of verdict: EntitlementVerdict, _ question: ServiceQuestion, _ standing: Standing, _ number: Int
    ) throws -> Sessions.VerdictPart {
        var names = LocalizedText(persian: question.kind.rawValue, english: question.kind.rawValue)
        var quota = LocalizedText(persian: part.quota?.rawValue ?? "", english: part.quota?.rawValue ?? "")
        var contract = ""
        if case .line(let line) = standing {
            contract = "C-\(line.contract.number)"
            let plan = line.term(at: question.occurredAt, in: zone)?.plan
            if let kind = plan?.kind(question.kind) { names = kind.title }
            if let drawn = part.quota.flatMap({ plan?.quota($0) }) { quota = drawn.title }
        }
        let draws = part.effect == .hold || part.effect == .late
        let terms = PriceTerms(part.price)
        return try Sessions.VerdictPart(
            line: number, quantity: part.quantity.thousandths, coverage: coverage(part.treatment), rule: part.rule,
            bucket: draws ? part.quota?.rawValue ?? "" : "", leftAfter: part.leftAfter?.thousandths ?? 0,
            unit: part.unit.rawValue, price: terms.price, until: verdict.until?.gregorianText ?? "", kind: question.kind.rawValue,
            kindPersian: names.persian,
            kindEnglish: names.english, contract: contract, reason: part.reason.code.rawValue,
            reasonParameters: part.reason.parameters, quoteNeeded: part.price?.needsQuote ?? false,
            quote: terms.quote, estimate: terms.estimate, tariff: terms.tariff, bucketPersian: draws ? quota.persian : "",
            bucketEnglish: draws ? quota.english : "", accepted: terms.accepted)
    }

    private func coverage(_ treatment: EntitlementPart.Treatment) -> Coverage {
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
    var accepted = false

    init(_ price: EntitlementPart.Price?) {
        switch price {
        case nil, .quote: break
        case .fixed(let total): self.price = total.rials
        case .estimate(let total, let tariff): (estimate, self.tariff) = (total.rials, tariff)
        case .quoted(let total, let number, let isAccepted):
            (self.price, quote, accepted) = (total.rials, "Q-\(number)", isAccepted)
        }
    }
}

extension EntitlementVerdict {
    /// Throws `entitlement.denied` or `entitlement.quote-needed`: nothing that cannot be granted is put before the customer.
    func admit(_ kind: ServiceKindName) throws {
        func failure(_ code: Failure.Code, _ part: EntitlementPart) -> Failure {
            let facts = ["kind": kind.rawValue, "reason": part.reason.code.rawValue, "rule": part.rule]
            return Failure(code, part.reason.parameters.merging(facts) { _, own in own })
        }
        if let denied = parts.first(where: { $0.treatment == .denied }) { throw failure(.entitlementDenied, denied) }
        if let quote = parts.first(where: { $0.price?.needsQuote ?? false }) { throw failure(.entitlementQuoteNeeded, quote) }
    }
}
