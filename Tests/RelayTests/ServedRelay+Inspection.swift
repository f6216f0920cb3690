import AuditLog
import AuditStorage
import Primitives
import Storage

@testable import Relay

/// What tests of hostile peers look at, and the clock's work that they cannot wait for.
extension ServedRelay {
    /// The newest entry of a kind; it is written after the refusal was told, so it may still be on its way.
    func entry(of kind: AuditKind) async throws -> AuditEntry {
        while true {
            let entries = try await context.database.read { try $0.audit.entries() }
            if let found = entries.last(where: { $0.entry.kind == kind }) { return found.entry }
            await Task.yield()
        }
    }

    /// Makes every open session one whose time is over.
    func expireAll() async throws {
        try await context.database.write { transaction in
            for row in try transaction.query("SELECT id, snapshot FROM sessions WHERE is_open = 1") {
                let snapshot: String = try row.value("snapshot")
                let past = snapshot.replacing(
                    #/"requestExpiry":\{"milliseconds":[0-9]+\}/#, with: #""requestExpiry":{"milliseconds":1}"#)
                try transaction.execute(
                    "UPDATE sessions SET expires = 1, snapshot = ? WHERE id = ?", [past, row.value("id", as: String.self)])
            }
        }
    }
}
