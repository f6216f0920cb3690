import AuditStorage
package import Cryptography
package import Primitives
package import Storage

/// The files of releases: what is here, what is on its way, and when it goes. The bytes are files of the relay.
package struct ReleaseFiles {
    let transaction: Transaction

    /// Bytes; nil where it is not here.
    package func size(_ digest: Digest) throws -> Int64? {
        try transaction.value("SELECT size FROM release_files WHERE digest = ?", [digest])
    }

    package func touch(_ digest: Digest, at time: Timestamp) throws {
        try transaction.execute("UPDATE release_files SET named = max(named, ?) WHERE digest = ?", [time, digest])
    }

    package func uploads() throws -> [BlobKey] {
        try transaction.query("SELECT manifest, technician FROM release_uploads").map {
            BlobKey(manifest: try $0.value("manifest"), technician: try $0.value("technician"))
        }
    }

    package func all() throws -> [Digest] {
        try transaction.query("SELECT digest FROM release_files").map { try $0.value("digest") }
    }

    /// Of all files, uploads counted whole.
    package func bytes() throws -> Int64 {
        try transaction.value(
            """
            SELECT coalesce((SELECT sum(size) FROM release_files), 0) + coalesce((SELECT sum(size) FROM release_uploads), 0)
            """) ?? 0
    }

    /// Begins an upload, or finds the one that goes on. Throws `release.quota`.
    package func begin(_ key: BlobKey, size: Int64, limits: ReleaseLimits, at time: Timestamp) throws {
        let known = try transaction.execute(
            "UPDATE release_uploads SET touched = ? WHERE manifest = ? AND technician = ?", [time, key.manifest, key.technician])
        guard known == 0 else { return }
        guard try uploads().count < limits.uploads else {
            throw Failure(.releaseQuota, ["of": "uploads", "limit": String(limits.uploads)])
        }
        guard size <= limits.bytes, try bytes() <= limits.bytes - size else {
            throw Failure(.releaseQuota, ["of": "releases", "limit": String(limits.bytes)])
        }
        try transaction.execute(
            "INSERT INTO release_uploads (manifest, technician, size, touched) VALUES (?, ?, ?, ?)",
            [key.manifest, key.technician, size, time])
    }

    package func advance(_ key: BlobKey, held: Int, at time: Timestamp) throws {
        try transaction.execute(
            "UPDATE release_uploads SET held = ?, touched = ? WHERE manifest = ? AND technician = ?",
            [held, time, key.manifest, key.technician])
    }

    /// The upload is whole, verified and durable.
    package func finish(_ key: BlobKey, as digest: Digest, size: Int64, at time: Timestamp) throws {
        try transaction.execute(
            "INSERT INTO release_files (digest, size, stored, named) VALUES (?1, ?2, ?3, ?3) ON CONFLICT DO UPDATE SET named = ?3",
            [digest, size, time])
        try forget(key)
    }

    package func forget(_ key: BlobKey) throws {
        try transaction.execute(
            "DELETE FROM release_uploads WHERE manifest = ? AND technician = ?", [key.manifest, key.technician])
    }

    /// Forgets files that nothing current names and nothing has named for so long, with their names; returns them.
    package func collect(limits: ReleaseLimits, at time: Timestamp) throws -> [Digest] {
        let limit = time - limits.unnamedLife
        try transaction.execute("DELETE FROM release_metadata WHERE dropped <= ?", [limit])
        return try transaction.query(
            """
            DELETE FROM release_files WHERE named <= ?1
                AND digest NOT IN (SELECT digest FROM release_metadata)
                AND digest NOT IN (SELECT digest FROM release_targets WHERE dropped IS NULL OR dropped > ?1) RETURNING digest
            """, [limit]
        ).map { try $0.value("digest") }
    }

    /// Uploads that have rested for so long.
    package func resting(limits: ReleaseLimits, at time: Timestamp) throws -> [BlobKey] {
        try transaction.query("SELECT manifest, technician FROM release_uploads WHERE touched <= ?", [time - limits.restingLife])
            .map { BlobKey(manifest: try $0.value("manifest"), technician: try $0.value("technician")) }
    }
}

extension Transaction {
    package var releaseFiles: ReleaseFiles { ReleaseFiles(transaction: self) }
}
