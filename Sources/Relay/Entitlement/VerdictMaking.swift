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
    /// When a grant came: what was asked for within the term may be granted after its end, when its units have expired.
    var granted: Timestamp?

    /// How long a verdict stands for its request: as long as the longest request.
    static let validity = SessionLimits.unwatchedRequestLife

    /// One line of a request, evaluated as of the moment of the request.
    struct Line {
        let account: EntitlementAccount
        let question: ServiceQuestion
        let verdict: EntitlementVerdict
        let parts: [Sessions.VerdictPart]
    }

    /// What a line's quote is to the evaluation.
    enum QuoteRule {
        /// One that is not open, or used by other work, is an error: the technician hears so at once.
        case strict
        /// It is left out: what it was to pay for needs a quote again. For grants, which must not fail.
        case lenient
    }

    /// - Parameters:
    ///   - received: when the relay took the request. In or out of a term is tested at this moment, not at the one that the
    ///     technician's clock says: that could be set back across a term's end.
    ///     So is whether a quote had lapsed; that no other work uses it is tested now.
    ///   - holds: what was held for a line before, for a grant that comes after a suspension: it stands as it was evaluated.
    func lines(
        of request: Request, customer: CustomerID, received: Timestamp, quotes: QuoteRule, holds: [Int: Hold] = [:]
    ) throws -> [Line] {
        var earlier = EarlierLines()
        return try request.lines.map { line in
            let account = try account(of: line, customer: customer)
            var question = try question(of: line, in: request, received: received)
            if let hold = holds[line.number] { return try held(hold, question, account, number: line.number) }
            question.quote = try quote(of: line, customer: customer, received, quotes)
            question.incident = try SessionIncident(transaction: transaction, customer: customer).text(of: request)
            question.distance = line.place == .onSite ? try transaction.sites.defaultSite(of: customer)?.distance : nil
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
        var asked = question
        asked.recordedAt = question.recordedAt ?? granted
        let verdict = Entitlement.evaluate(
            asked, for: standing, in: try transaction.entitlementSetting(in: zone))
        let parts = VerdictParts(transaction, kind: question.kind, standing: standing, at: question.occurredAt, in: zone)
        return Line(
            account: account, question: question, verdict: verdict, parts: try parts.parts(of: verdict, line: number))
    }

    /// The line that a hold was made for already: as it was evaluated then.
    private func held(_ hold: Hold, _ question: ServiceQuestion, _ account: EntitlementAccount, number: Int) throws -> Line {
        let standing = try transaction.standings.standing(of: account)
        let parts = VerdictParts(transaction, kind: question.kind, standing: standing, at: question.occurredAt, in: zone)
        return Line(
            account: account, question: question, verdict: hold.verdict,
            parts: try parts.parts(of: hold.verdict, line: number))
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
        var question = ServiceQuestion(
            kind: ServiceKindName(rawValue: line.kind), place: place, quantity: Quantity(thousandths: line.quantity),
            occurredAt: received,
            initiator: request.vendorDefect ? .vendor : ServiceInitiator(rawValue: request.initiator.rawValue) ?? .technician)
        // A technician's request names no release.
        guard let update = request.update else { return question }
        // Which version a fix is for, the vendor's own metadata say (B7), as what it is for and when it came out (A15, B6).
        question.version = try transaction.releaseTargets.fixed(by: update.version, of: update.product)
        let facts = try UpdateFacts(update, in: transaction)
        (question.platform, question.released) = (facts.platform, facts.released)
        return question
    }

    /// A quote of the same customer. Throws `find.nothing`, `quote.state`, `quote.in-use` where the rule is strict.
    private func quote(
        of line: SessionLine, customer: CustomerID, _ received: Timestamp, _ rule: QuoteRule
    ) throws -> QuotedPrice? {
        guard let text = line.quote else { return nil }
        do {
            return try price(text, customer, at: received)
        } catch let failure as Failure where rule == .lenient && Self.isGone(failure) {
            return nil
        }
    }

    /// An open quote of the customer, by number or id, that no other work uses.
    ///
    /// Throws `find.nothing`, `quote.state`, `quote.in-use`.
    func price(_ text: String, _ customer: CustomerID, at time: Timestamp) throws -> QuotedPrice {
        let lookup = Lookup(transaction: transaction, scope: .all)
        let quote = try lookup.quote(text)
        guard quote.customer == customer else { throw lookup.nothing(text) }
        let price = try quote.price(at: time)
        guard try transaction.charges.live(of: quote.id) == nil else {
            throw Failure(.quoteInUse, ["quote": "Q-\(quote.number)"])
        }
        return price
    }

    private static func isGone(_ failure: Failure) -> Bool {
        [.quoteInUse, .quoteState, .findNothing].contains(failure.code)
    }
}

extension EntitlementVerdict {
    /// Throws `entitlement.denied` or `entitlement.quote-needed`: nothing that cannot be granted is put before the customer. What it
    /// will cost by the tariff goes with the second.
    func admit(_ kind: ServiceKindName) throws {
        func failure(_ code: Failure.Code, _ part: EntitlementPart, _ more: [String: String] = [:]) -> Failure {
            let facts = ["kind": kind.rawValue, "reason": part.reason.code.rawValue, "rule": part.rule]
            return Failure(code, part.reason.parameters.merging(facts.merging(more) { own, _ in own }) { _, own in own })
        }
        if let denied = parts.first(where: { $0.treatment == .denied }) { throw failure(.entitlementDenied, denied) }
        guard let quote = parts.first(where: { $0.price?.needsQuote ?? false }) else { return }
        guard case .estimate(let total, let tariff) = quote.price else { throw failure(.entitlementQuoteNeeded, quote) }
        throw failure(.entitlementQuoteNeeded, quote, ["estimate": String(total.rials), "tariff": tariff.name])
    }
}
