import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Primitives
import RelayStorage
import Storage
import Synchronization

/// Shares out numbers.
private final class Counter: Sendable {
    private let taken = Atomic<Int>(0)

    /// nil when all are taken.
    func next(below limit: Int) -> Int? {
        let number = taken.add(1, ordering: .relaxed).oldValue
        return number < limit ? number : nil
    }
}

/// Holds and closings, each acknowledged when its own commit is durable, over all contracts of a database.
struct Pairs {
    private let database: Database
    private let zone: CivilZone
    private let lines: [ContractLineID]

    init(_ path: String) throws {
        database = try Database.open(path: path, schema: RelaySchema.current)
        zone = try CivilZone.tehran()
        lines = try database.read { try $0.query("SELECT id FROM contract_lines ORDER BY rowid").map { try $0.value("id") } }
    }

    /// Each caller holds, waits, closes, waits; the pairs are shared out among them.
    func run(callers: Int, pairs: Int) async throws {
        let counter = Counter()
        let figure = Figure()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<callers {
                group.addTask {
                    while let index = counter.next(below: pairs) {
                        let request = request(index)
                        let now = time(index)
                        let held = try await database.write { try hold(request, in: $0, at: now) }
                        try await database.write { try close(held, in: $0, at: now) }
                    }
                }
            }
            try await group.waitForAll()
        }
        figure.report([("pairs", pairs)])
    }

    func fill(entries: Int) throws {
        let key = try PrivateKey.generate().publicKey.id
        var index = 0
        while try database.read({ try $0.audit.head().size }) < entries {
            try database.write { transaction in
                for _ in 0..<1000 {
                    let now = time(index)
                    try close(hold(request(index), in: transaction, at: now), in: transaction, at: now)
                    index += 1
                }
            }
        }
        try database.write { transaction in
            _ = try transaction.audit.seal(log: key, at: Preparation.noon) { _ in [] }
        }
        try database.close()
    }

    /// As if there were a thousand pairs a second.
    private func time(_ index: Int) -> Timestamp {
        Preparation.noon + .milliseconds(index)
    }

    private func request(_ index: Int) -> HoldRequest {
        let session = SessionID.random()
        return HoldRequest(
            key: "\(session)/1/bench", account: .line(lines[index % lines.count]),
            question: ServiceQuestion(kind: Preparation.kind, place: .remote, occurredAt: Preparation.noon),
            work: .session(session, line: 1), actor: "mch_00000000000000000000000000", reason: "granted")
    }

    private func hold(_ request: HoldRequest, in transaction: Transaction, at time: Timestamp) throws -> HoldID {
        try transaction.ledger.hold(request, in: transaction.entitlementSetting(in: zone), at: time).id
    }

    private func close(_ hold: HoldID, in transaction: Transaction, at time: Timestamp) throws {
        let basis = SettlementBasis(result: .succeeded, used: .one, outcome: String(repeating: "a", count: 64))
        _ = try transaction.ledger.close(
            hold, basis: basis, actor: "mch_00000000000000000000000000", zone: zone, at: time)
    }
}
