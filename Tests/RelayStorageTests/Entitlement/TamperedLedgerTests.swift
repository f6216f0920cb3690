import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Foundation
import GRDB
import Primitives
import Storage
import Testing

@testable import RelayStorage

/// `sqlite3` by hand on the ledger is found, whatever column or row it touched.
@Suite struct TamperedLedgerTests {
    /// A ledger with everything in it, in a file that each edit gets a copy of.
    static let path: String = {
        do {
            return try Self.make()
        } catch {
            Issue.record(error)
            return ""
        }
    }()

    private static func make() throws -> String {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract(plan: LedgerHistory.plan())
        let bucket = line.buckets[0].bucket.id
        func context(_ key: String) -> LedgerContext {
            LedgerContext(key: key, actor: "admin", reason: "correction", occurredAt: relay.noon)
        }
        _ = try relay.hold(relay.request(line, "install", key: "open"))
        _ = try relay.close(relay.hold(relay.request(line, "install", key: "closed")))
        _ = try relay.close(relay.hold(relay.request(line, "fixing", key: "tally")))
        let disputed = try relay.hold(relay.request(line, "reinstall", quantity: Quantity(thousandths: 500), key: "disputed"))
        _ = try relay.close(disputed, .failed)
        let decided = try relay.hold(relay.request(line, "reinstall", quantity: Quantity(thousandths: 500), key: "decided"))
        _ = try relay.close(decided, .failed)
        try relay.database.write { transaction in
            _ = try transaction.ledger.decide(
                decided.id, DisputeDecision(used: Quantity(thousandths: 500), decidedBy: "admin", reason: "half"),
                zone: relay.zone, at: relay.noon)
            let gift = try transaction.ledger.adjust(by: .one, in: bucket, context("gift"))
            try transaction.ledger.reverse(gift.id, context("reverse"))
            try transaction.ledger.grant(.one, to: line.buckets[1].bucket.id, context("grant"))
        }
        let incident = relay.request(line, "fixing", quantity: .one, key: "priced")
        _ = try relay.hold(incident)
        let beyond = relay.request(
            line, "install", quantity: try Quantity(units: 2), key: "beyond", accepted: Money(rials: 200))
        _ = try relay.hold(beyond)
        try relay.database.close()
        let copy = FileManager.default.temporaryDirectory.appending(path: "tampered-\(UUID().uuidString).sqlite").path
        try FileManager.default.copyItem(atPath: relay.path, toPath: copy)
        return copy
    }

    struct Edit: CustomTestStringConvertible {
        let sql: String
        var testDescription: String { sql }
    }

    /// The first and the last row of each table, each column: another number, another text, none at all.
    static let edits: [Edit] = {
        let ledger = LedgerTable.allCases.flatMap { table in
            var columns = table.columns.map { ($0, isNumber($0, in: table)) }
            if table.isPosted { columns.append(("posted", true)) }
            if table == .buckets {
                columns += ["granted", "available", "held", "consumed", "expired", "used"].map { ($0, true) }
            }
            let keys = table.columns.prefix(table.keyColumns).joined(separator: ", ")
            return columns.flatMap { column, isNumber in
                ["ASC", "DESC"].flatMap { order in
                    let row = "(\(keys)) = (SELECT \(keys) FROM \(table.rawValue) ORDER BY rowid_or_key \(order) LIMIT 1)"
                        .replacing("rowid_or_key", with: table.columns[0])
                    let other = isNumber ? "coalesce(\(column), 0) + 70" : "coalesce(\(column), '') || 'x'"
                    return [
                        "UPDATE \(table.rawValue) SET \(column) = \(other) WHERE \(row)",
                        "UPDATE \(table.rawValue) SET \(column) = NULL WHERE \(row) AND \(column) IS NOT NULL",
                    ]
                }
            }
                + ["ASC", "DESC"].map { order in
                    "DELETE FROM \(table.rawValue) WHERE (\(keys)) = (SELECT \(keys) FROM \(table.rawValue) ORDER BY 1 \(order) LIMIT 1)"
                }
        }
        let origin = [
            "number", "transactions", "postings", "buckets", "legs", "holds", "last_hold", "settlements", "last_settlement",
        ].map { "UPDATE ledger_origin SET \($0) = \($0) + 1" }
        return (ledger + origin + others).map { Edit(sql: $0) }
    }()

    /// What somebody would do who knows the tables well.
    static let others = [
        "DELETE FROM ledger_origin",
        // Twice the units, with the balances that follow.
        """
        UPDATE ledger_postings SET amount = amount * 2 WHERE entry = 1;
        UPDATE buckets SET granted = granted * 2, available = available + granted
            WHERE id = (SELECT bucket FROM ledger_postings WHERE entry = 1)
        """,
        // A grant of one's own.
        """
        INSERT INTO ledger_transactions (id, kind, contract, key, content, actor, reason, occurred, recorded)
            SELECT 'ltx_00000000000000000000000000', 'grant', contract, 'mine', '{}', 'x', 'y', 1, 1 FROM buckets LIMIT 1;
        INSERT INTO ledger_postings SELECT max(number), 0, (SELECT id FROM buckets LIMIT 1), 'source', -1000
            FROM ledger_transactions;
        INSERT INTO ledger_postings SELECT max(number), 1, (SELECT id FROM buckets LIMIT 1), 'available', 1000
            FROM ledger_transactions;
        UPDATE buckets SET granted = granted + 1000, available = available + 1000
            WHERE id = (SELECT id FROM buckets LIMIT 1)
        """,
        // Legs beside those of an entry that stands in the log.
        """
        INSERT INTO ledger_postings SELECT 1, 7, bucket, 'source', -1000 FROM ledger_postings WHERE entry = 1 LIMIT 1;
        INSERT INTO ledger_postings SELECT 1, 8, bucket, 'available', 1000 FROM ledger_postings WHERE entry = 1 LIMIT 1;
        UPDATE buckets SET granted = granted + 1000, available = available + 1000
            WHERE id = (SELECT bucket FROM ledger_postings WHERE entry = 1)
        """,
        // A closed reservation opened again.
        "UPDATE holds SET state = 'open' WHERE key = 'closed'; DELETE FROM line_settlements WHERE hold = (SELECT id FROM holds WHERE key = 'closed')",
        // The last entry, its legs and balances taken back.
        """
        DELETE FROM ledger_postings WHERE entry = (SELECT max(number) FROM ledger_transactions);
        DELETE FROM ledger_transactions WHERE number = (SELECT max(number) FROM ledger_transactions)
        """,
        "INSERT INTO holds SELECT 'hld_00000000000000000000000000', 'mine', content, contract, session, 9, actor, verdict, accepted_price, NULL, state, made, ends, NULL, quantity, posted FROM holds WHERE key = 'tally'",
        "INSERT INTO hold_legs SELECT hold, 9, bucket, quantity, 'tally', step FROM hold_legs LIMIT 1",
        "INSERT INTO buckets SELECT 'bkt_00000000000000000000000000', contract, line, term, 'more', 'tally', unit, 0, 0, 0, 0, 0, 0, posted FROM buckets LIMIT 1",
        "INSERT INTO line_settlements SELECT (SELECT id FROM holds WHERE key = 'open'), basis, decision, 0, NULL, NULL, settled, posted FROM line_settlements LIMIT 1",
        "DROP TRIGGER charges_remain; DELETE FROM charge_events; DELETE FROM charges",
        "CREATE TRIGGER mine AFTER INSERT ON ledger_postings BEGIN SELECT 1; END",
        "DROP INDEX holds_that_wait",
        "DELETE FROM audit_payloads WHERE position = 3",
        "UPDATE audit_entries SET kind = 'session.ended' WHERE position = 3",
    ]

    private static func isNumber(_ column: String, in table: LedgerTable) -> Bool {
        // A reservation's entry is an id.
        if column == "entry" { return table == .postings }
        return [
            "number", "position", "amount", "occurred", "recorded", "session_line", "accepted_price", "made", "ends",
            "quantity", "step", "consumed", "settled",
        ].contains(column)
    }

    @Test func `an untouched ledger is sound`() throws {
        let found = try Self.finding(after: "SELECT 1")
        #expect(found == nil)
        #expect(Self.edits.count > 150)
    }

    @Test(arguments: edits)
    func `H73 what was changed by hand is found`(edit: Edit) throws {
        guard let finding = try Self.finding(after: edit.sql) else {
            Issue.record("nothing is found")
            return
        }
        #expect(finding != "nothing was changed" || edit.sql.contains("= NULL") || edit.sql.contains("reverses ="))
    }

    /// What is found in a copy of the ledger after somebody wrote to it without our rules; nil where nothing is, and where the SQL
    /// changed nothing.
    private static func finding(after sql: String) throws -> String? {
        let copy = FileManager.default.temporaryDirectory.appending(path: "tampered-\(UUID().uuidString).sqlite").path
        defer { for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) } }
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: copy, configuration: configuration)
        let changed = try queue.writeWithoutTransaction { database -> Bool in
            // Everything that would keep somebody from it goes, and is as before afterwards.
            let triggers = try GRDB.Row.fetchAll(
                database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name <> 'charges_remain'")
            try database.execute(
                sql: "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; BEGIN IMMEDIATE")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
            let before = database.totalChangesCount
            do {
                try database.execute(sql: sql)
            } catch let error as DatabaseError
                where [.SQLITE_CONSTRAINT, .SQLITE_MISMATCH].contains(error.resultCode)
            {
                // NOT NULL, STRICT and UNIQUE hold whatever one does: nothing was changed.
            }
            let changed = database.totalChangesCount > before || sql.contains("DROP") || sql.contains("CREATE")
            for trigger in triggers { try database.execute(sql: trigger["sql"] as String) }
            try database.execute(sql: "COMMIT")
            return changed
        }
        try queue.close()
        guard changed else { return sql == "SELECT 1" ? try problem(copy) : "nothing was changed" }
        return try problem(copy)
    }

    private static func problem(_ path: String) throws -> String? {
        let database = try Database.open(path: path, schema: RelaySchema.current)
        return try database.read { transaction in
            var ledger = try LedgerVerification(transaction)
            let head = try transaction.audit.head()
            var verifier = LogVerifier(
                checkpoint: head.checkpoint(log: try PrivateKey.generate().publicKey.id, time: Timestamp(milliseconds: 1)))
            for entry in try transaction.audit.entries() {
                verifier.add(entry.entry, leaf: entry.leaf)
                if verifier.finding == nil { try ledger.add(entry) }
            }
            return try verifier.finding?.problem.rawValue ?? ledger.finish()?.description
        }
    }
}
