import AuditStorage
package import Cryptography
package import Primitives
package import Storage

/// What is published: names, targets, and which snapshot is the current one.
package struct Releases {
    let transaction: Transaction

    /// nil: nothing is published.
    package func current() throws -> Release? {
        try transaction.first("SELECT * FROM releases ORDER BY number DESC LIMIT 1").map { try Release($0) }
    }

    package func timestamp() throws -> StoredTimestamp? {
        try transaction.first("SELECT * FROM release_timestamp").map { try StoredTimestamp($0) }
    }

    package func store(_ timestamp: StoredTimestamp) throws {
        try transaction.execute(
            "INSERT OR REPLACE INTO release_timestamp (id, version, content, signed, expires) VALUES (1, ?, ?, ?, ?)",
            [timestamp.version, timestamp.content, timestamp.signed, timestamp.expires])
    }

    /// The content of a name of metadata, also of an earlier snapshot's.
    package func metadata(_ name: String) throws -> Digest? {
        try transaction.value("SELECT digest FROM release_metadata WHERE name = ?", [name])
    }

    /// The newest of each role that is current, in the order of their names.
    package func roles() throws -> [PublishedMetadata] {
        try transaction.query(
            """
            SELECT * FROM release_metadata m WHERE dropped IS NULL
                AND version = (SELECT max(version) FROM release_metadata o WHERE o.role = m.role AND o.dropped IS NULL)
            ORDER BY role
            """
        ).map { try PublishedMetadata($0) }
    }

    /// Makes it the current one: with the transaction, all of it or nothing.
    ///
    /// Throws `release.name-taken`.
    package func publish(_ new: NewRelease, by technician: TechnicianID, at time: Timestamp) throws {
        for file in new.metadata {
            if let known = try metadata(file.name), known != file.digest { throw Failure(.releaseNameTaken, ["name": file.name]) }
        }
        // The current one names what it drops until now.
        try transaction.execute(
            """
            UPDATE release_files SET named = ?1 WHERE digest IN (SELECT digest FROM release_metadata WHERE dropped IS NULL)
                OR digest IN (SELECT digest FROM release_targets WHERE dropped IS NULL)
            """, [time])
        try transaction.execute("UPDATE release_metadata SET dropped = ? WHERE dropped IS NULL", [time])
        try transaction.execute("UPDATE release_targets SET dropped = ? WHERE dropped IS NULL", [time])
        for file in new.metadata {
            try transaction.execute(
                """
                INSERT INTO release_metadata (name, digest, role, version, expires) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET dropped = NULL
                """, [file.name, file.digest, file.role, file.version, file.expires])
        }
        // Roots are what a machine that was away for years begins with: they never go.
        try transaction.execute("UPDATE release_metadata SET dropped = NULL WHERE name LIKE '%.root.json'")
        for target in new.listed {
            try transaction.execute(
                """
                INSERT OR REPLACE INTO release_targets (path, digest, size, role, product, version, platform, kind, for_version,
                    from_version, released) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    target.path, target.digest, target.size, target.role, target.words.product, target.words.version,
                    target.words.platform, target.words.kind, target.words.forVersion, target.words.from, target.words.released,
                ])
        }
        try transaction.execute(
            """
            INSERT INTO releases (root, snapshot, targets, digest, root_expires, snapshot_expires, technician, published)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [new.root, new.snapshot, new.targets, new.digest, new.rootExpires, new.snapshotExpires, technician, time])
    }
}

extension Transaction {
    package var releases: Releases { Releases(transaction: self) }
}
