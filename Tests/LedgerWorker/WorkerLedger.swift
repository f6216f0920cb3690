import Entitlement
import Primitives
import RelayStorage
import Storage

/// The ledger as a worker sees it: contracts by number, buckets by quota, reservations by key.
struct WorkerLedger {
    let database: Database
    let time: Timestamp
    let zone: CivilZone
    private let mortality: Mortality

    init(_ database: Database, at time: Timestamp, _ mortality: Mortality) throws {
        self.database = database
        self.time = time
        self.mortality = mortality
        zone = try CivilZone.tehran()
    }

    var setting: EntitlementSetting { EntitlementSetting(zone: zone) }

    /// One transaction of which each statement is counted, and its return.
    @discardableResult
    func write<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        mortality.arm()
        let value = try database.write(body)
        mortality.count()
        return value
    }

    func line(_ contract: Int64, _ transaction: Transaction) throws -> ContractLineID {
        try found(
            transaction.value(
                """
                SELECT contract_lines.id FROM contract_lines JOIN contracts ON contracts.id = contract_lines.contract
                WHERE contracts.number = ?
                """, [contract]), "C-\(contract)")
    }

    func bucket(_ contract: Int64, _ quota: String, _ transaction: Transaction) throws -> BucketID {
        try found(
            transaction.value(
                """
                SELECT buckets.id FROM buckets JOIN contracts ON contracts.id = buckets.contract
                WHERE contracts.number = ? AND quota = ?
                """, [contract, quota]), quota)
    }

    func hold(_ key: String, _ transaction: Transaction) throws -> HoldID {
        try found(transaction.value("SELECT id FROM holds WHERE key = ?", [key]), key)
    }

    func entry(_ key: String, _ transaction: Transaction) throws -> LedgerTransactionID {
        try found(transaction.value("SELECT id FROM ledger_transactions WHERE key = ?", [key]), key)
    }

    func technician(_ name: String, _ transaction: Transaction) throws -> TechnicianID {
        try found(transaction.value("SELECT id FROM technicians WHERE name = ?", [name]), name)
    }

    /// The same request for the same key in each process.
    func request(
        _ key: String, _ kind: String, _ quantity: Quantity = .one, contract: Int64 = WorkerOperation.current,
        incident: String? = nil, accepted: Money = .zero, occurred: Timestamp? = nil, in transaction: Transaction
    ) throws -> HoldRequest {
        var random = SeededGenerator(key)
        var question = ServiceQuestion(
            kind: ServiceKindName(rawValue: kind), place: .remote, quantity: quantity, occurredAt: occurred ?? time)
        question.incident = incident
        question.recordedAt = occurred == nil ? nil : time
        let work: WorkReference =
            occurred == nil ? .session(.random(using: &random), line: 1) : .record(.random(using: &random), attempt: 1)
        return HoldRequest(
            key: key, account: .line(try line(contract, transaction)), question: question, work: work, actor: "technician",
            reason: "session", acceptedPrice: accepted)
    }

    func context(_ key: String, _ reason: String = "worker") -> LedgerContext {
        LedgerContext(key: key, actor: "admin", reason: reason, occurredAt: time)
    }

    private func found<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else { throw Missing(name: name) }
        return value
    }

    /// What a worker looked for is not there (yet).
    struct Missing: Error {
        let name: String
    }
}
