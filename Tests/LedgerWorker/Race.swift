import Entitlement
import Primitives
import RelayStorage

/// Many processes want the last unit of each of many contracts (H75).
struct Race {
    private let ledger: WorkerLedger
    private let name: String

    init(_ ledger: WorkerLedger, name: String) {
        self.ledger = ledger
        self.name = name
    }

    func run(_ rounds: Int) throws {
        for round in 0..<Int64(rounds) {
            do {
                try ledger.write { transaction in
                    let request = try ledger.request(
                        "race/\(round)/\(name)", "remote-install", contract: WorkerOperation.current + round, in: transaction)
                    _ = try transaction.ledger.hold(request, in: ledger.setting, at: ledger.time)
                }
                HamyarLedgerWorker.say("won \(round)")
            } catch let failure as Failure where failure.code == .entitlementQuoteNeeded {
                continue
            }
        }
    }
}
