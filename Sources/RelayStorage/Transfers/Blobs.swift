import AuditStorage
package import Cryptography
package import Primitives
package import Storage

/// Content that waits at the relay: who may use it, what it counts against, and when it goes. The bytes are files of the relay.
package struct Blobs {
    let transaction: Transaction

    /// The content that this technician sent under this manifest.
    package func find(_ key: BlobKey) throws -> Digest? {
        try transaction.value(
            "SELECT blob FROM blob_owners WHERE manifest = ? AND technician = ?", [key.manifest, key.technician])
    }

    /// Bytes; nil where it is not here.
    package func size(_ blob: Digest) throws -> Int64? {
        try transaction.value("SELECT size FROM blobs WHERE id = ?", [blob])
    }

    package func upload(_ key: BlobKey) throws -> BlobUpload? {
        try transaction.first(
            "SELECT * FROM blob_uploads WHERE manifest = ? AND technician = ?", [key.manifest, key.technician]
        ).map { try BlobUpload($0) }
    }

    /// Of one technician, or all; oldest first.
    package func uploads(of technician: TechnicianID? = nil) throws -> [BlobUpload] {
        try transaction.query("SELECT * FROM blob_uploads WHERE ?1 IS NULL OR technician = ?1 ORDER BY began", [technician])
            .map { try BlobUpload($0) }
    }

    /// Begins an upload, or finds the one that goes on. Its bytes count from now on as if all were here.
    ///
    /// Throws `blob.quota` with the limit that is passed (`limit`, `of`).
    package func begin(
        _ key: BlobKey, organisation: OrganisationID, size: Int64, limits: TransferLimits, at time: Timestamp
    ) throws -> BlobUpload {
        if let known = try upload(key) {
            try transaction.execute(
                "UPDATE blob_uploads SET touched = ? WHERE manifest = ? AND technician = ?",
                [time, key.manifest, key.technician])
            return known
        }
        guard try uploads(of: key.technician).count < limits.uploadsOfTechnician else {
            throw Failure(.blobQuota, ["of": "uploads", "limit": String(limits.uploadsOfTechnician)])
        }
        for (used, limit, whose) in [
            (try bytes(of: key.technician), limits.technicianBytes, "technician"),
            (try bytes(of: organisation), limits.organisationBytes, "organisation"),
            (try allBytes(), limits.relayBytes, "relay"),
        ] {
            guard size <= limit, used <= limit - size else { throw Failure(.blobQuota, ["of": whose, "limit": String(limit)]) }
        }
        try transaction.execute(
            """
            INSERT INTO blob_uploads (manifest, technician, organisation, size, began, touched) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
            """, [key.manifest, key.technician, organisation, size, time])
        return try upload(key) ?? { throw Failure(.storageNoSuchRow, ["id": key.manifest.description]) }()
    }

    /// Notes that the first blocks are durable.
    package func advance(_ key: BlobKey, held: Int, at time: Timestamp) throws {
        try transaction.execute(
            "UPDATE blob_uploads SET held = ?, touched = ? WHERE manifest = ? AND technician = ?",
            [held, time, key.manifest, key.technician])
    }

    /// The upload is whole, verified and durable: it is content from now on. Content that was here is kept once.
    package func finish(_ upload: BlobUpload, as blob: Digest, at time: Timestamp) throws {
        try transaction.execute(
            "INSERT INTO blobs (id, size, stored, used) VALUES (?1, ?2, ?3, ?3) ON CONFLICT DO UPDATE SET used = ?3",
            [blob, upload.size, time])
        try transaction.execute(
            """
            INSERT INTO blob_owners (manifest, technician, organisation, blob) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET blob = excluded.blob
            """, [upload.key.manifest, upload.key.technician, upload.organisation, blob])
        try forget(upload.key)
    }

    /// Gives an upload up; its part goes with the next look at the directory.
    package func forget(_ key: BlobKey) throws {
        try transaction.execute(
            "DELETE FROM blob_uploads WHERE manifest = ? AND technician = ?", [key.manifest, key.technician])
    }

    package func touch(_ blob: Digest, at time: Timestamp) throws {
        try transaction.execute("UPDATE blobs SET used = max(used, ?) WHERE id = ?", [time, blob])
    }

    /// All that is here.
    package func all() throws -> [Digest] {
        try transaction.query("SELECT id FROM blobs").map { try $0.value("id") }
    }

    /// Forgets content that no waiting operation names and nobody has used for so long; returns it.
    package func collect(limits: TransferLimits, at time: Timestamp) throws -> [Digest] {
        let gone: [Digest] = try transaction.query(
            """
            DELETE FROM blobs WHERE used <= ?
                AND id NOT IN (SELECT blob FROM stored_operations WHERE state = 'waiting') RETURNING id
            """, [time - limits.unusedLife]
        ).map { try $0.value("id") }
        return gone
    }

    /// Forgets uploads that have rested for so long; returns them.
    package func collectUploads(limits: TransferLimits, at time: Timestamp) throws -> [BlobKey] {
        let resting = try transaction.query("SELECT * FROM blob_uploads WHERE touched <= ?", [time - limits.restingLife])
            .map { try BlobUpload($0).key }
        for key in resting { try forget(key) }
        return resting
    }

    private func bytes(of technician: TechnicianID) throws -> Int64 {
        try transaction.value(
            """
            SELECT coalesce((SELECT sum(size) FROM blobs WHERE id IN (SELECT blob FROM blob_owners WHERE technician = ?1)), 0)
                + coalesce((SELECT sum(size) FROM blob_uploads WHERE technician = ?1), 0)
            """, [technician]) ?? 0
    }

    private func bytes(of organisation: OrganisationID) throws -> Int64 {
        try transaction.value(
            """
            SELECT coalesce((SELECT sum(size) FROM blobs WHERE id IN (SELECT blob FROM blob_owners WHERE organisation = ?1)), 0)
                + coalesce((SELECT sum(size) FROM blob_uploads WHERE organisation = ?1), 0)
            """, [organisation]) ?? 0
    }

    private func allBytes() throws -> Int64 {
        try transaction.value(
            """
            SELECT coalesce((SELECT sum(size) FROM blobs), 0) + coalesce((SELECT sum(size) FROM blob_uploads), 0)
            """) ?? 0
    }
}

extension Transaction {
    package var blobs: Blobs { Blobs(transaction: self) }
}
