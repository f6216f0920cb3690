import AuditLog
import AuditStorage
import Entitlement
import Foundation
import Primitives
import Storage
import Testing

@testable import RelayStorage

/// A ledger's file that processes write to, and what this process reads from it while none of them does.
final class LedgerFile {
    let path: String
    let time: Timestamp

    /// What a file holds that nobody has open.
    struct Content: Sendable {
        let bytes: Data
        let time: Timestamp

        init(of relay: LedgerUnderTest) throws {
            bytes = try Data(contentsOf: URL(filePath: relay.path))
            time = relay.noon
        }
    }

    init(_ content: Content) throws {
        path = LedgerUnderTest.directory.appending(path: "worked-\(UUID().uuidString).sqlite").path
        time = content.time
        try content.bytes.write(to: URL(filePath: path))
    }

    deinit {
        for suffix in ["", "-wal", "-shm", ".gate"] { unlink(path + suffix) }
    }

    /// Starts processes that begin at the same moment, and returns how each ended. Each has the file to itself and the others.
    func together(_ workers: [(dieAt: Int, words: [String])]) throws -> [WorkerProcess.End] {
        let gate = open(path + ".gate", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        defer { close(gate) }
        try #require(flock(gate, LOCK_EX) == 0)
        let processes = try workers.map { try WorkerProcess(self, dieAt: $0.dieAt, $0.words) }
        let ready = processes.map { "\(path).ready.\($0.pid)" }
        defer { for path in ready { unlink(path) } }
        let deadline = ContinuousClock.now + .seconds(60)
        while !ready.allSatisfy({ access($0, F_OK) == 0 }), ContinuousClock.now < deadline { usleep(500) }
        flock(gate, LOCK_UN)
        defer { unlink(path + ".gate") }
        return try processes.map { try $0.end() }
    }

    /// The file opens, every invariant that it can show holds, and the log tells all of it. Returns what is in it.
    func checked() throws -> [String] {
        let database = try Database.open(path: path, schema: RelaySchema.current)
        defer { try? database.close() }
        let contracts = try database.read {
            try $0.query("SELECT id FROM contracts").map { try $0.value("id", as: ContractID.self) }
        }
        for contract in contracts {
            let holds = try database.read {
                try $0.query("SELECT id FROM holds WHERE contract = ?", [contract]).map { try $0.value("id", as: HoldID.self) }
            }
            try LedgerInvariants.check(database, contract: contract, holds: holds)
        }
        return try logged(database)
    }

    /// The file opens, and the log tells all of it. Returns what is in it.
    func logged() throws -> [String] {
        let database = try Database.open(path: path, schema: RelaySchema.current)
        defer { try? database.close() }
        return try logged(database)
    }

    private func logged(_ database: Database) throws -> [String] {
        let finding = try database.read { transaction in
            var verification = try LedgerVerification(transaction)
            try transaction.audit.forEach(.ledgerPosted) { try verification.add($0) }
            return try verification.finish()
        }
        try #require(finding == nil)
        return try database.read { try Self.content($0) }
    }

    /// What the tables say, without ids, which differ from process to process.
    private static func content(_ transaction: Transaction) throws -> [String] {
        let queries = [
            """
            SELECT kind || ' ' || iif(reason LIKE 'term %', 'term', reason) || ' ' || coalesce(quota || ' ' || account || ' ' || amount, '') AS line
            FROM ledger_transactions LEFT JOIN ledger_postings ON entry = number
            LEFT JOIN buckets ON buckets.id = bucket ORDER BY number, position
            """,
            """
            SELECT quota || ' ' || granted || ' ' || available || ' ' || held || ' ' || consumed || ' ' || expired || ' ' || used
            AS line FROM buckets ORDER BY rowid
            """,
            """
            SELECT replace(key, holds.session, 'work') || ' ' || holds.state || ' ' || coalesce(line_settlements.consumed, '-')
            AS line FROM holds LEFT JOIN line_settlements ON hold = holds.id ORDER BY holds.rowid
            """,
            "SELECT 'leg ' || hold_legs.quantity || effect AS line FROM hold_legs JOIN holds ON holds.id = hold ORDER BY holds.rowid, position",
            "SELECT 'charge ' || state AS line FROM charge_events ORDER BY rowid",
            "SELECT 'correction ' || state AS line FROM corrections ORDER BY rowid",
            "SELECT 'record ' || state AS line FROM service_records ORDER BY rowid",
            "SELECT 'term ' || start_day || ' ' || end_day AS line FROM terms ORDER BY rowid",
            "SELECT 'answer ' || id AS line FROM answers ORDER BY id",
            "SELECT 'contract ' || number AS line FROM contracts ORDER BY rowid",
            "SELECT 'log ' || kind AS line FROM audit_entries ORDER BY rowid",
        ]
        return try queries.flatMap { try transaction.query($0).map { try $0.value("line", as: String.self) } }
    }
}
