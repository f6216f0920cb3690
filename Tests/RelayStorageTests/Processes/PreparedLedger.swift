import Entitlement
import Primitives
import Storage

@testable import RelayStorage

/// The ledger on which workers perform: C-1001 with reservations in each state, C-1002 whose term is over and expired.
enum PreparedLedger {
    static func make() throws -> LedgerFile.Content {
        let commerce = try CommerceUnderTest()
        let relay = commerce.relay
        let line = try relay.addContract(plan: LedgerHistory.plan())
        _ = try relay.addContract(plan: LedgerHistory.plan(), purchased: "1403-05-14")
        guard let installs = line.buckets.first(where: { $0.bucket.quota.rawValue == "installs" })?.bucket.id else {
            throw BrokenInvariant(description: "the plan has no installs")
        }
        try relay.database.write { transaction in
            _ = try transaction.ledger.expireEnded(at: relay.noon, in: relay.zone)
            for key in ["gift", "extra"] {
                let context = LedgerContext(key: key, actor: "admin", reason: "gift", occurredAt: relay.noon)
                try transaction.ledger.grant(try Quantity(units: 2), to: installs, context)
            }
            _ = try transaction.corrections.propose(
                .adjust(bucket: installs, amount: Quantity(thousandths: 500)), reason: "promised", key: "prepared",
                by: commerce.admin, at: relay.noon)
        }
        _ = try relay.hold(relay.request(line, "install", key: "open"))
        _ = try relay.close(relay.hold(relay.request(line, "install", key: "disputed")), .failed)
        _ = try relay.close(relay.hold(relay.request(line, "install", key: "closed")))
        _ = try relay.hold(relay.request(line, "fixing", key: "uncounted"))
        _ = try relay.hold(
            relay.request(
                line, "training", quantity: try Quantity(units: 130), key: "charged", accepted: Money(rials: 1500)))
        for key in ["incident", "relying"] {
            _ = try relay.hold(relay.request(line, "ticket", key: key, incident: "T-1"))
        }
        try relay.database.close()
        return try LedgerFile.Content(of: relay)
    }
}
