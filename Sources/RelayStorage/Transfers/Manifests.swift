import AuditStorage
package import Cryptography
package import Primitives
package import Storage

/// A manifest on a session's record.
package struct RecordedManifest: Hashable, Sendable {
    package let operation: OperationID
    package let session: SessionID
    package let digest: Digest
    package let time: Timestamp

    init(_ row: Row) throws {
        operation = try row.value("operation")
        session = try row.value("session")
        digest = try row.value("manifest")
        time = try row.value("time")
    }
}

/// The manifests of transfers: what was to travel, and what did (issue 4, "Seen").
package struct Manifests {
    let transaction: Transaction

    package func holds(_ digest: Digest) throws -> Bool {
        try transaction.value("SELECT 1 FROM manifests WHERE digest = ?", [digest], as: Int.self) != nil
    }

    /// Keeps the bytes once, whoever sends them.
    ///
    /// - Parameters:
    ///   - content: a zlib stream of the manifest's exact bytes.
    ///   - size: of those bytes.
    package func keep(_ digest: Digest, content: [UInt8], size: Int, at time: Timestamp) throws {
        try transaction.execute(
            "INSERT INTO manifests (digest, content, size, stored) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [digest, content, size, time])
    }

    /// The zlib stream and the length of what is in it; nil where it is not kept.
    package func content(_ digest: Digest) throws -> (stream: [UInt8], size: Int)? {
        try transaction.first("SELECT content, size FROM manifests WHERE digest = ?", [digest]).map {
            (try $0.value("content"), try $0.value("size"))
        }
    }

    /// Writes it on the session's record. Of an operation with other manifests the newest few stay.
    package func record(_ digest: Digest, of operation: OperationID, in session: SessionID, at time: Timestamp) throws {
        try transaction.execute(
            """
            INSERT INTO operation_manifests (operation, session, manifest, time) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET time = max(time, excluded.time)
            """, [operation, session, digest, time])
        try transaction.execute(
            """
            DELETE FROM operation_manifests WHERE operation = ?1 AND manifest IN (
                SELECT manifest FROM operation_manifests WHERE operation = ?1 ORDER BY time DESC, manifest = ?2 DESC
                LIMIT -1 OFFSET \(TransferLimits.manifestsOfOperation))
            """, [operation, digest])
    }

    /// In the order in which they came; of one operation where it is named.
    package func recorded(of session: SessionID, operation: OperationID? = nil) throws -> [RecordedManifest] {
        try transaction.query(
            """
            SELECT * FROM operation_manifests WHERE session = ?1 AND (?2 IS NULL OR operation = ?2)
            ORDER BY time, operation, manifest
            """, [session, operation]
        ).map { try RecordedManifest($0) }
    }

    /// Removes what nothing names any more; returns how many.
    @discardableResult
    package func sweep(olderThan time: Timestamp) throws -> Int {
        try transaction.execute(
            """
            DELETE FROM manifests WHERE stored <= ?1
                AND digest NOT IN (SELECT manifest FROM operation_manifests)
                AND digest NOT IN (SELECT manifest FROM stored_operations)
                AND digest NOT IN (SELECT manifest FROM blob_uploads) AND digest NOT IN (SELECT manifest FROM blob_owners)
            """, [time])
    }
}

extension Transaction {
    package var manifests: Manifests { Manifests(transaction: self) }
}
