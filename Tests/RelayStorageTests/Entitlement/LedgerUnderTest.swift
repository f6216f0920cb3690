import AuditLog
import AuditStorage
import Entitlement
import Foundation
import Plans
import Primitives
import Storage

@testable import RelayStorage

/// A relay's database in a file of its own, with an organisation, a customer and a plan.
final class LedgerUnderTest: Sendable {
    let path: String
    let database: Database
    let zone: CivilZone
    let organisation = OrganisationID.random()
    let customer: Customer
    /// Noon of 1404-08-01, inside of the terms that begin on 1404-05-14.
    let noon: Timestamp

    /// In memory, where the system has such a place: thousands of histories wait for each commit. What a disk adds is tested with
    /// processes that are killed.
    static let directory =
        access("/dev/shm", W_OK) == 0 ? URL(filePath: "/dev/shm") : FileManager.default.temporaryDirectory

    init() throws {
        path = Self.directory.appending(path: "ledger-\(UUID().uuidString).sqlite").path
        database = try Database.create(path: path, schema: RelaySchema.current)
        zone = try CivilZone.tehran()
        noon = zone.midnight(of: try CivilDate(parsing: "1404-08-01")) + .seconds(12 * 3600)
        customer = Customer(id: .random(), organisation: organisation, name: "شرکت نرم‌افزاري آبی")
        try database.write { transaction in
            try transaction.customers.add(Organisation(id: organisation, kind: .vendor, name: "Padra"), at: noon)
            try transaction.customers.add(customer, at: noon)
        }
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    /// The plan of the examples.
    static func padra() throws -> PlanSnapshot {
        let file = URL(filePath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()
            .appending(path: "../../../Examples/plans/padra.yaml")
        return try PlanFile.parse(String(contentsOf: file, encoding: .utf8), file: "padra.yaml")
    }

    func addContract(
        plan: PlanSnapshot? = nil, purchased: String = "1404-05-14", overrides: PurchaseOverrides = .none
    ) throws -> LineStanding {
        let new = NewContract(
            customer: customer.id, plan: try plan ?? Self.padra(), product: "Padra Office", version: "7.2",
            platform: "linux-x86_64", serial: "PO-۱۲۳", purchased: try CivilDate(parsing: purchased), overrides: overrides)
        return try database.write { try $0.contracts.add(new, actor: "relay", at: noon) }
    }

    func request(
        _ line: LineStanding, _ kind: String, quantity: Quantity = .one, key: String = UUID().uuidString,
        session: WorkReference? = nil, at time: Timestamp? = nil, accepted: Money = .zero,
        pinned: EntitlementVerdict? = nil, incident: String? = nil
    ) -> HoldRequest {
        var question = ServiceQuestion(
            kind: ServiceKindName(rawValue: kind), place: .remote, quantity: quantity, occurredAt: time ?? noon)
        question.incident = incident
        return HoldRequest(
            key: key, account: .line(line.line.id), question: question,
            work: session ?? .session(.random(), line: 1), actor: "technician", reason: "session",
            acceptedPrice: accepted, pinned: pinned)
    }

    func hold(_ request: HoldRequest, at time: Timestamp? = nil) throws -> Hold {
        try database.write { try $0.ledger.hold(request, in: EntitlementSetting(zone: zone), at: time ?? noon) }
    }

    func close(
        _ hold: Hold, _ result: SettlementBasis.Result = .succeeded, used: Quantity = .one, outcome: String = "aa",
        at time: Timestamp? = nil
    ) throws -> LineSettlement {
        let basis = SettlementBasis(result: result, used: used, outcome: outcome)
        return try database.write {
            try $0.ledger.close(hold.id, basis: basis, actor: "agent", zone: zone, at: time ?? noon)
        }
    }

    /// The ledger against its log; nil where it is sound.
    func finding() throws -> LedgerFinding? {
        try database.read { transaction in
            var verification = try LedgerVerification(transaction)
            try transaction.audit.forEach(.ledgerPosted) { try verification.add($0) }
            return try verification.finish()
        }
    }

    func balances(_ line: LineStanding, _ quota: String) throws -> Balances? {
        try database.read { try $0.standings.line(line.line.id) }.buckets
            .first { $0.bucket.quota.rawValue == quota }?.balances
    }

    func entries(_ line: LineStanding) throws -> [LedgerEntry] {
        try database.read { try $0.ledger.entries(of: line.contract.id) }
    }
}

extension Balances {
    /// `2 granted, 1 available, 1 held`: only what is not zero.
    var brief: String {
        [
            (granted, "granted"), (available, "available"), (held, "held"), (consumed, "consumed"), (expired, "expired"),
            (used, "used"),
        ]
        .filter { $0.0 != .zero }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}

/// The code of the failure that the body throws; nil where it throws none.
func refusal(_ body: () throws -> some Any) -> Failure.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? Failure)?.code
    }
}
