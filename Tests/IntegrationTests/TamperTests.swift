import Foundation
import Testing

extension IntegrationTests {
    /// Somebody with the relay's file and sqlite3 changes the ledger: `hamyar audit verify` or the rebuilt balances tell.
    @Suite struct TamperTests {
        /// What is done by hand. Triggers are dropped first, as such a hand would.
        private static let edits = [
            "UPDATE buckets SET granted = granted + 5000, available = available + 5000 WHERE quota = 'remote-install'",
            "UPDATE buckets SET consumed = 0, available = available + consumed WHERE quota = 'remote-install'",
            "UPDATE ledger_postings SET amount = amount * 2",
            "DELETE FROM ledger_postings WHERE entry = (SELECT max(number) FROM ledger_transactions)",
            "UPDATE ledger_transactions SET reason = 'nothing happened' WHERE kind = 'close'",
            "UPDATE ledger_transactions SET actor = 'somebody' WHERE kind = 'grant'",
            "UPDATE ledger_transactions SET occurred = occurred - 86400000",
            "UPDATE holds SET state = 'open'",
            "UPDATE hold_legs SET quantity = quantity + 1000",
            "UPDATE line_settlements SET consumed = 0",
            """
            INSERT INTO ledger_transactions (id, kind, contract, key, content, actor, reason, occurred, recorded)
            SELECT 'ltx_00000000000000000000000000', 'grant', contract, 'by hand', '{}', actor, reason, occurred, recorded
            FROM ledger_transactions LIMIT 1
            """,
        ]

        @Test func `sqlite3 by hand on the ledger is found`() async throws {
            let bed = try await TestBed.ready("tamper")
            let file = try SampleFile(bed.place("installer.bin"), size: 100_000)
            let session = try await bed.activeSession("remote-install")
            try await bed.push(file.path, to: bed.customerFiles + "/installer.bin", session: session)
            try await bed.end(session)
            try await Deadlines.wait("the settlement") { try await bed.ledgerEntries(of: session) == ["hold", "close"] }
            try await bed.verifyLogs()
            await bed.kill(.relay)
            let file0 = bed.data + "/relay.sqlite"
            try await bed.sql("PRAGMA wal_checkpoint(TRUNCATE)")
            let sound = try Data(contentsOf: URL(fileURLWithPath: file0))
            let triggers = try await bed.run(
                "/usr/bin/sqlite3", [file0, "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'"]
            ).output

            for edit in Self.edits {
                for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file0 + suffix) }
                try sound.write(to: URL(fileURLWithPath: file0))
                try await bed.sql("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; \(triggers) \(edit)")
                let found = try await bed.run(
                    ProgramPaths.relay, ["audit", "verify", "--data", bed.data, "--json"], expecting: nil)
                #expect(found.status != 0, "not found: \(edit)")
                #expect(try found.json["sound"].bool != true, "not found: \(edit)")
            }

            // The technician's command sees it too, through the running relay; rebuilt balances mend what is no evidence.
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file0 + suffix) }
            try sound.write(to: URL(fileURLWithPath: file0))
            try await bed.sql(Self.edits[0])
            try await bed.startRelay()
            try await Deadlines.wait("the relay") {
                try await bed.run(ProgramPaths.console, ["machine", "list"], expecting: nil).status == 0
            }
            let seen = try await bed.run(ProgramPaths.console, ["audit", "verify", "--json"], expecting: nil)
            #expect(seen.status != 0)
            try await bed.relay("ledger", "rebuild")
            try await bed.verifyLogs()
        }
    }
}
