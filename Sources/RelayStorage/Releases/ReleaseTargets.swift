import AuditStorage
package import Cryptography
package import Primitives
package import Storage

/// Targets that were ever published: which are current, which sessions name them, which machines have them.
package struct ReleaseTargets {
    let transaction: Transaction

    /// Empty words: all. In the order of products, versions as text, and paths; withdrawn ones behind the others.
    package func list(product: String = "", version: String = "") throws -> [ReleasedTarget] {
        try transaction.query(
            """
            SELECT * FROM release_targets WHERE (?1 = '' OR product = ?1) AND (?2 = '' OR version = ?2)
            ORDER BY dropped IS NOT NULL, product, version, path
            """, [product, version]
        ).map { try ReleasedTarget($0) }
    }

    package func find(_ path: String, _ digest: Digest) throws -> ReleasedTarget? {
        try transaction.first("SELECT * FROM release_targets WHERE path = ? AND digest = ?", [path, digest])
            .map { try ReleasedTarget($0) }
    }

    /// The version that a fix is for, through all fixes between; a release's own version. Withdrawn ones count too: what a later fix builds
    /// upon may be gone.
    package func fixed(by version: String, of product: String) throws -> String {
        var (found, seen) = (version, Set<String>())
        while seen.insert(found).inserted {
            let words = try list(product: product, version: found).map(\.words)
            let fix = words.first { $0.kind == ReleasedTarget.Words.fix && !$0.forVersion.isEmpty }
            guard let fix, !words.contains(where: { $0.kind == ReleasedTarget.Words.release }) else { break }
            found = fix.forVersion
        }
        return found
    }

    /// From now on the session's machine may fetch it while the session is active, and with it whatever else leads to the same version: a
    /// smaller patch, or the whole payload where a patch does not fit.
    package func name(_ path: String, _ digest: Digest, in session: SessionID, at time: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO session_targets (session, path, digest, named)
            SELECT ?3, o.path, o.digest, ?4 FROM release_targets t JOIN release_targets o
                ON o.product = t.product AND o.version = t.version AND o.platform = t.platform AND o.dropped IS NULL
            WHERE t.path = ?1 AND t.digest = ?2 AND t.dropped IS NULL AND t.product != '' AND t.version != ''
            ON CONFLICT DO NOTHING
            """, [path, digest, session, time])
        try transaction.execute(
            "INSERT INTO session_targets (session, path, digest, named) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [session, path, digest, time])
    }

    package func isNamed(_ path: String, _ digest: Digest, in session: SessionID) throws -> Bool {
        try transaction.value(
            "SELECT count(*) FROM session_targets WHERE session = ? AND path = ? AND digest = ?", [session, path, digest],
            as: Int.self) ?? 0 > 0
    }

    /// The machine has it to its last byte.
    package func fetched(_ path: String, _ digest: Digest, by machine: MachineID, at time: Timestamp) throws {
        try transaction.execute(
            "INSERT OR REPLACE INTO release_fetches (machine, path, digest, time) VALUES (?, ?, ?, ?)",
            [machine, path, digest, time])
    }

    /// Machines that report a version of a product that was ever published, or have fetched one and report another version.
    package func machines(product: String = "", version: String = "") throws -> [ReleaseHolder] {
        try transaction.query(
            """
            SELECT p.machine, p.name AS product, p.version, 1 AS installed FROM machine_products p
                WHERE (?1 = '' OR p.name = ?1) AND (?2 = '' OR p.version = ?2)
                    AND EXISTS (SELECT 1 FROM release_targets t WHERE t.product = p.name AND t.version = p.version)
            UNION
            SELECT f.machine, t.product, t.version, 0 FROM release_fetches f
                JOIN release_targets t ON t.path = f.path AND t.digest = f.digest
                WHERE (?1 = '' OR t.product = ?1) AND (?2 = '' OR t.version = ?2) AND t.product != ''
                    AND NOT EXISTS (SELECT 1 FROM machine_products p
                        WHERE p.machine = f.machine AND p.name = t.product AND p.version = t.version)
            ORDER BY 2, 3, 4 DESC, 1
            """, [product, version]
        ).map {
            ReleaseHolder(
                machine: try $0.value("machine"), product: try $0.value("product"), version: try $0.value("version"),
                isInstalled: try $0.value("installed"))
        }
    }
}

/// A machine that has a version of a product.
package struct ReleaseHolder: Hashable, Sendable {
    package let machine: MachineID
    package let product: String
    package let version: String
    /// By its own report; else it has fetched it.
    package let isInstalled: Bool
}

extension Transaction {
    package var releaseTargets: ReleaseTargets { ReleaseTargets(transaction: self) }
}
