import Entitlement
import Primitives
import Storage

@testable import RelayStorage

/// What must be true of quotes and charges, whatever happened.
enum CommerceInvariants {
    /// Invariant 12: what was offered stays as it was; each state follows from the one before; one charge at most.
    static func check(_ made: Quote, _ transaction: Transaction) throws {
        let quote = try transaction.quotes.require(made.id)
        try expect(quote.content == made.content && quote.digest == made.digest, "invariant 12: \(quote.name) was repriced")
        for (before, after) in zip(quote.events, quote.events.dropFirst()) where before.state != after.state {
            try expect(before.state.next.contains(after.state), "\(quote.name) went from \(before.state) to \(after.state)")
        }
        let charges = try transaction.charges.all(of: made.contract ?? .random()).filter { $0.quote == made.id }
        let live = charges.filter { $0.state != .released }
        try expect(live.count <= 1, "\(quote.name) has \(live.count) charges")
        let wasPerformed = quote.events.contains { $0.state == .performed }
        try expect(wasPerformed == live.contains { $0.state == .performed }, "\(quote.name) and its charge disagree")
        guard let actual = quote.actual else { return }
        try expect(actual == live.first?.actual && actual <= quote.content.total, "\(quote.name) costs \(actual.rials)")
    }

    /// Invariants 2 and 4: a charge for each priced part, accepted while the hold is open, and covering what the quota does not.
    static func check(_ id: HoldID, _ transaction: Transaction) throws {
        let hold = try transaction.ledger.hold(id)
        let charges = try transaction.charges.all(of: id)
        let priced = hold.verdict.parts.indices.filter { hold.verdict.parts[$0].price != nil }
        try expect(charges.map(\.part) == priced, "invariant 2: parts \(priced) have charges \(charges.map(\.part))")
        for charge in charges {
            let isOpen = hold.state != .closed
            try expect(isOpen == (charge.state == .accepted), "a \(hold.state) hold has a charge that is \(charge.state)")
            try expect((charge.actual ?? .zero) <= charge.cap, "charge above its cap")
            try expect((charge.used ?? .zero) <= charge.quantity, "charge for more than was accepted")
        }
        guard hold.state == .closed, let consumed = try transaction.ledger.settlement(of: id)?.consumed else { return }
        let covered = try hold.verdict.parts.filter { $0.price == nil }
            .reduce(Quantity.zero) { try $0.adding($1.quantity) }
        let charged = try charges.reduce(Quantity.zero) { try $0.adding($1.used ?? .zero) }
        try expect(
            charged == max(.zero, try consumed.subtracting(covered)),
            "invariant 2: \(consumed) used, \(covered) covered, \(charged) charged")
    }

    private static func expect(_ condition: Bool, _ message: @autoclosure () -> String) throws {
        guard condition else { throw BrokenInvariant(description: message()) }
    }
}
