import AuditStorage
import Cryptography
import Primitives
package import Storage

extension Transaction {
    /// Terms, calendars and tariffs whose text has not the digest that stands beside it: somebody wrote to the file by hand.
    /// For the log's verification; it reads everything.
    package func changedContents() throws -> [String] {
        var changed: [String] = []
        let tables = [
            "SELECT id AS name, plan AS content, plan_digest AS digest FROM terms WHERE plan_digest IS NOT NULL ORDER BY rowid",
            "SELECT name || ' ' || version AS name, content, digest FROM calendars ORDER BY sequence",
            "SELECT source || ' ' || year || '-' || edition AS name, content, digest FROM tariffs ORDER BY sequence",
        ]
        for sql in tables {
            try forEach(sql) { row in
                let content: String = try row.value("content")
                if try row.value("digest", as: Digest.self) != Digest.of(content.utf8) { changed.append(try row.value("name")) }
            }
        }
        return changed
    }
}
