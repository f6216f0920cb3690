import Entitlement
import Primitives
import RelayStorage
import Storage

/// Seeded operations on one contract. Every process draws from the same few keys, and a key means the same content in each of
/// them: what two do is one thing, whoever is first. So a process that was killed does it all again.
struct Storm {
    private let ledger: WorkerLedger
    private let seed: UInt64

    /// How many keys there are of each sort.
    private static let keys = 12

    init(_ ledger: WorkerLedger, seed: UInt64) {
        self.ledger = ledger
        self.seed = seed
    }

    func run(_ steps: Int) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<steps {
            let (action, number) = (Int.random(in: 0...11, using: &random), Int.random(in: 0..<Self.keys, using: &random))
            do {
                try ledger.write { try act(action, number, $0) }
            } catch let failure as Failure where Self.refusals.contains(failure.code) {
                continue
            } catch is WorkerLedger.Missing {
                continue
            }
        }
    }

    /// What others may have done before.
    private static let refusals: Set<Failure.Code> = [
        .entitlementDenied, .entitlementQuoteNeeded, .entitlementPriceNotAccepted, .ledgerHoldClosed, .ledgerOverHeld,
        .ledgerOverdrawn, .ledgerNotReversible,
    ]

    private func act(_ action: Int, _ number: Int, _ transaction: Transaction) throws {
        let (held, quantity) = ("storm/\(number)", Quantity(thousandths: number.isMultiple(of: 2) ? 500 : 1000))
        switch action {
        case 0...4:
            let kinds = ["install", "reinstall", "ticket", "fixing"]
            let kind = kinds[number % kinds.count]
            let incident = kind == "ticket" ? "T-\(number % 3)" : nil
            let request = try ledger.request(held, kind, quantity, incident: incident, in: transaction)
            _ = try transaction.ledger.hold(request, in: ledger.setting, at: ledger.time)
        case 5...7:
            let results: [SettlementBasis.Result] = [.succeeded, .withoutEffect, .failed]
            let basis = SettlementBasis(result: results[number % 3], used: quantity, outcome: "\(number)")
            _ = try transaction.ledger.close(
                ledger.hold(held, transaction), basis: basis, actor: "agent", zone: ledger.zone, at: ledger.time)
        case 8:
            let decision = DisputeDecision(used: quantity, decidedBy: "admin", reason: "seen")
            _ = try transaction.ledger.decide(
                ledger.hold(held, transaction), decision, zone: ledger.zone, at: ledger.time)
        case 9:
            let bucket = try ledger.bucket(WorkerOperation.current, "installs", transaction)
            try transaction.ledger.grant(quantity, to: bucket, ledger.context("storm/grant/\(number)"))
        case 10:
            let gift = try ledger.entry("storm/grant/\(number)", transaction)
            try transaction.ledger.reverse(gift, ledger.context("storm/reverse/\(number)"))
        default:
            let bucket = try ledger.bucket(WorkerOperation.current, "installs", transaction)
            try transaction.ledger.refund(
                quantity, in: bucket, zone: ledger.zone, ledger.context("storm/refund/\(number)"))
        }
    }
}
