import Entitlement
import Foundation
import Primitives
import Storage

@testable import RelayStorage

/// Performs a history on a new contract, and looks at the invariants after each step. Refusals are part of the game.
struct CommerceHistoryRun {
    private let commerce: CommerceUnderTest
    private let line: LineStanding
    private var now: Timestamp
    private var setting: EntitlementSetting
    private var quotes: [Quote] = []
    private var holds: [HoldID] = []
    private var keys = 0

    static func perform(_ history: CommerceHistory, _ commerce: CommerceUnderTest) throws {
        var run = try CommerceHistoryRun(commerce)
        for (index, step) in history.steps.enumerated() {
            do {
                try run.perform(step)
            } catch is Failure {
                // Whatever was refused left nothing behind, which the invariants show.
            }
            do {
                try run.check()
            } catch {
                throw BrokenInvariant(description: "after step \(index), \(step): \(error)")
            }
        }
    }

    private init(_ commerce: CommerceUnderTest) throws {
        self.commerce = commerce
        line = try commerce.addContract()
        now = commerce.noon
        setting = commerce.setting([try CommerceUnderTest.tariff()])
    }

    private mutating func perform(_ step: CommerceHistory.Step) throws {
        switch step {
        case .tariff(let hour): setting = commerce.setting([try CommerceUnderTest.tariff(hour: hour)])
        case .quote(let visit, let rials, let minutes, let discount):
            quotes.append(try commerce.make(offer(visit, rials, minutes, discount), setting: setting, at: now))
        case .accept(let index):
            let quote = try quote(index)
            _ = try commerce.record(RecordedAcceptance(person: "Karimi", how: .phone), of: quote, at: now)
            _ = try commerce.confirm(quote, by: commerce.reza)
        case .mark(let index, let state, let used):
            let quote = try quote(index)
            _ = try commerce.relay.database.write {
                try $0.quotes.mark(
                    quote.id, state, used: Self.share(used, of: quote.content.cap), by: commerce.sara, in: setting, at: now)
            }
        case .hold(let index, let share, let prompt): try hold(quote(index), share, prompt)
        case .install(let quantity): try install(Quantity(thousandths: quantity))
        case .close(let index, let result, let share):
            let hold = try stored(index)
            let used = Self.share(share, of: try hold.verdict.quantity())
            _ = try commerce.relay.close(hold, result, used: used, at: now)
        case .decide(let index, let share):
            let hold = try stored(index)
            let used = Self.share(share, of: try hold.verdict.quantity())
            let decision = DisputeDecision(used: used, decidedBy: "admin", reason: "looked at")
            _ = try commerce.relay.database.write {
                try $0.ledger.decide(hold.id, decision, zone: commerce.relay.zone, at: now)
            }
        case .release(let index):
            let hold = try stored(index)
            _ = try commerce.relay.database.write {
                try $0.ledger.release(hold.id, actor: "relay", zone: commerce.relay.zone, at: now)
            }
        case .wait(let days):
            now = now + .seconds(days * 86_400)
            _ = try commerce.relay.database.write { try $0.quotes.lapse(at: now) }
        }
    }

    private mutating func offer(_ visit: Bool, _ rials: Int64, _ minutes: Int64, _ discount: Int64) throws -> NewQuote {
        keys += 1
        var new = NewQuote(
            key: "\(keys) \(line.line.id)", account: .line(line.line.id),
            kind: ServiceKindName(rawValue: visit ? "visit" : "custom"), place: visit ? .onSite : .remote)
        if visit {
            new.quantity = try Quantity(units: minutes)
            new.distance = SiteDistance(metres: minutes * 100, source: "map")
        } else {
            new.lines = [
                QuoteLine(
                    title: LocalizedText(persian: "کار", english: "work"), quantity: .one, unit: .count,
                    rate: Money(rials: rials), amount: Money(rials: rials))
            ]
        }
        if discount > 0 { new.discount = .permille(discount) }
        return new
    }

    private mutating func hold(_ quote: Quote, _ share: Int64, _ prompt: Bool) throws {
        var question = ServiceQuestion(
            kind: quote.content.kind, place: quote.content.place, quantity: Self.share(share, of: quote.content.cap),
            occurredAt: now)
        question.quote = try commerce.relay.database.read { try $0.quotes.require(quote.id) }.price(at: now)
        let isAccepted = question.quote?.isAccepted ?? false
        try hold(
            question, accepted: isAccepted ? .zero : quote.content.total,
            prompt ? PromptAcceptance(person: "Karimi", evidence: "aa") : nil)
    }

    private mutating func install(_ quantity: Quantity) throws {
        let question = ServiceQuestion(
            kind: ServiceKindName(rawValue: "install"), place: .remote, quantity: quantity, occurredAt: now)
        let standing = try commerce.relay.database.read { try $0.standings.line(line.line.id) }
        let price = try evaluate(question, for: .line(standing), in: setting).price()
        try hold(question, accepted: price ?? .zero, nil)
    }

    private mutating func hold(_ question: ServiceQuestion, accepted: Money, _ acceptance: PromptAcceptance?) throws {
        let request = HoldRequest(
            key: UUID().uuidString, account: .line(line.line.id), question: question, work: .session(.random(), line: 1),
            actor: "machine", reason: "granted", acceptedPrice: accepted, acceptance: acceptance)
        holds.append(try commerce.relay.hold(request, at: now).id)
    }

    private func quote(_ index: Int) throws -> Quote {
        guard quotes.indices.contains(index) else { throw Failure(.storageNoSuchRow) }
        return quotes[index]
    }

    private func stored(_ index: Int) throws -> Hold {
        guard holds.indices.contains(index) else { throw Failure(.storageNoSuchRow) }
        return try commerce.relay.database.read { try $0.ledger.hold(holds[index]) }
    }

    private static func share(_ thousandths: Int64, of whole: Quantity) -> Quantity {
        Quantity(thousandths: max(1, whole.thousandths * thousandths / 1000))
    }

    private func check() throws {
        try LedgerInvariants.check(commerce.relay.database, contract: line.contract.id, holds: holds)
        try commerce.relay.database.read { transaction in
            for quote in quotes { try CommerceInvariants.check(quote, transaction) }
            for hold in holds { try CommerceInvariants.check(hold, transaction) }
        }
    }
}
