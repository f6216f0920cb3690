import AuditLog
import AuditStorage
import Entitlement
import Primitives
import Storage

/// One step of the ledger, within the caller's transaction: rows for its tables, the balances that follow, and the one entry of
/// the log that tells these rows (`ledger.posted`), so that a row changed by hand is found.
///
/// The log must not get other entries between the step's first and last call.
struct LedgerStep {
    let transaction: Transaction
    private let time: Timestamp
    private let head: LogHead
    private var lines = LedgerLines()
    private var buckets: [BucketID: LedgerBucket] = [:]
    private var moved: [BucketID] = []

    init(_ transaction: Transaction, at time: Timestamp) throws {
        self.transaction = transaction
        self.time = time
        head = try transaction.audit.head()
    }

    /// Where the log tells this step.
    var position: UInt64 { head.size }

    /// Balances that this transaction has read already.
    mutating func know(_ known: [LedgerBucket]) {
        for bucket in known where buckets[bucket.bucket.id] == nil { buckets[bucket.bucket.id] = bucket }
    }

    /// The bucket with its balances after what this step posted. Throws `storage.no-such-row`.
    mutating func bucket(_ id: BucketID) throws -> LedgerBucket {
        if let known = buckets[id] { return known }
        guard let row = try transaction.first("\(LedgerBucket.select) WHERE buckets.id = ?", [id]) else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
        let bucket = try LedgerBucket(row)
        buckets[id] = bucket
        return bucket
    }

    /// Writes an entry whose key is new. The postings come from `LedgerRules`.
    mutating func post(
        _ kind: LedgerTransaction.Kind, contract: ContractID, content: String, _ context: LedgerContext,
        work: WorkReference? = nil, reverses: LedgerTransactionID? = nil, postings: [Posting]
    ) throws -> LedgerTransaction {
        let entry = LedgerTransaction(
            id: .ordered(at: context.recordedAt), kind: kind, contract: contract, key: context.key, content: content,
            actor: context.actor, reason: context.reason, occurredAt: context.occurredAt, recordedAt: context.recordedAt,
            work: work, reverses: reverses, postings: postings)
        let values = try Self.values(of: entry)
        try execute(.transactions, [.null] + values)
        let number = transaction.lastInsertedRow
        lines.append(.transactions, [.integer(number)] + values)
        for (index, posting) in postings.enumerated() {
            try insert(
                .postings,
                [
                    .integer(number), .integer(Int64(index)), .text(posting.bucket.description),
                    .text(posting.account.rawValue), posting.amount.storedValue(),
                ])
        }
        try move(postings)
        return entry
    }

    mutating func insert(_ table: LedgerTable, _ values: [StoredValue]) throws {
        try execute(table, values)
        lines.append(table, values)
    }

    /// Tells a row that the caller has changed, `posted` too.
    mutating func tell(_ table: LedgerTable, _ values: [StoredValue]) {
        lines.append(table, values)
    }

    /// Writes balances and the entry of the log.
    /// - Parameter ids: what the entry is found by.
    mutating func finish(_ ids: [String: String]) throws {
        for id in moved {
            guard let balances = buckets[id]?.balances else { continue }
            try transaction.ledger.store(balances, of: id)
        }
        try transaction.audit.append(.ledgerPosted, ids: ids, payload: lines.bytes, at: time, to: head)
    }

    private mutating func move(_ postings: [Posting]) throws {
        var seen: Set<BucketID> = []
        for id in postings.map({ $0.bucket }) where seen.insert(id).inserted {
            var bucket = try bucket(id)
            bucket.balances = try bucket.balances.applying(postings.filter { $0.bucket == id })
            buckets[id] = bucket
            if !moved.contains(id) { moved.append(id) }
        }
    }

    private func execute(_ table: LedgerTable, _ values: [StoredValue]) throws {
        try transaction.execute(table.insertion, stored: table.isPosted ? values + [try position.storedValue()] : values)
    }

    private static func values(of entry: LedgerTransaction) throws -> [StoredValue] {
        [
            .text(entry.id.description), .text(entry.kind.rawValue), .text(entry.contract.description),
            try entry.key.storedValue(), try entry.content.storedValue(), try entry.actor.storedValue(),
            try entry.reason.storedValue(), entry.occurredAt.storedValue(), entry.recordedAt.storedValue(),
            entry.work.map { .text($0.id) } ?? .null, try (entry.work?.line).storedValue(),
            entry.reverses.map { .text($0.description) } ?? .null,
        ]
    }
}

extension LedgerTable {
    /// The statement that adds a row: `columns`, and `posted` where the table has it. A settlement replaces an earlier one.
    var insertion: String { Self.insertions[self] ?? "" }

    private static let insertions = Dictionary(
        uniqueKeysWithValues: allCases.map { table in
            let columns = table.isPosted ? table.columns + ["posted"] : table.columns
            let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
            let sql = "INSERT INTO \(table.rawValue) (\(columns.joined(separator: ", "))) VALUES (\(places))"
            guard table == .settlements else { return (table, sql) }
            let changes = columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
            return (table, "\(sql) ON CONFLICT (hold) DO UPDATE SET \(changes)")
        })
}
