import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import Transport

/// What happened on a contract's account.
struct LedgerCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.ledgerShow, to: Caller.isTechnician) { try await ledger($0.technician, $1) }
    }

    private func ledger(_ technician: Caller.Technician, _ call: WireLedgerCall) async throws -> WireLedgerReply {
        try await context.database.read { transaction in
            let contract = try Lookup(transaction: transaction, scope: technician.scope).contract(call.contract)
            var reply = WireLedgerReply()
            reply.contract = "C-\(contract.number)"
            reply.customer = try transaction.customers.require(contract.customer).name
            let report = try transaction.ledger.report(of: contract.id)
            var room = ReplyRoom()
            reply.balances = try report.map { WireLedgerBalance($0) }.filter { try room.takes($0) }
            reply.cut = reply.balances.count < report.count
            let quotas = Dictionary(report.map { ($0.standing.bucket.id, $0.standing.bucket.quota.rawValue) }) { first, _ in first
            }
            let entries = try transaction.ledger.entries(of: contract.id)
            reply.entries = try room.newest(entries.suffix(Self.entryLimit).map { try entry($0, quotas, transaction) })
            reply.cut = reply.cut || reply.entries.count < entries.count
            return reply
        }
    }

    /// Entries that are tried to fit one reply, the newest.
    private static let entryLimit = 150

    private func entry(
        _ entry: LedgerEntry, _ quotas: [BucketID: String], _ transaction: Transaction
    ) throws -> WireLedgerEntry {
        let stored = entry.transaction
        var wire = WireLedgerEntry()
        wire.id = stored.id.description
        wire.type = stored.kind.rawValue
        wire.occurred = stored.occurredAt.milliseconds
        wire.recorded = stored.recordedAt.milliseconds
        wire.actor = stored.actor
        wire.reason = stored.reason
        wire.session = try stored.work.map { try transaction.number(of: $0) } ?? ""
        wire.postings = stored.postings.map { posting in
            var leg = WireLedgerPosting()
            leg.bucket = quotas[posting.bucket] ?? posting.bucket.description
            leg.account = posting.account.rawValue
            leg.amount = posting.amount.thousandths
            return leg
        }
        return wire
    }
}

extension WireLedgerBalance {
    init(_ report: BucketReport) {
        self.init()
        let balances = report.standing.balances
        bucket = report.standing.bucket.quota.rawValue
        role = report.standing.bucket.role.rawValue
        unit = report.standing.bucket.unit.rawValue
        product = report.product
        granted = balances.granted.thousandths
        available = balances.available.thousandths
        held = balances.held.thousandths
        consumed = balances.consumed.thousandths
        expired = balances.expired.thousandths
        used = balances.used.thousandths
        from = report.interval.start.gregorianText
        until = report.interval.end.gregorianText
    }
}
