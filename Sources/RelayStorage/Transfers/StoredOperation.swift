package import AuditStorage
package import Cryptography
package import Primitives
import Sessions
import Storage

/// A signed push that the relay performs when its session is active.
package struct StoredOperation: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// For the machine, the customer, or another attempt.
        case waiting
        case done, failed, expired, cancelled
    }

    package let id: OperationID
    package let session: SessionID
    package let machine: MachineID
    package let technician: TechnicianID
    /// Whose machine it is.
    package let organisation: OrganisationID
    package let operation: StoredSigned
    package let manifest: Digest
    package let blob: Digest
    /// Raw bytes.
    package let size: Int64
    /// Whether its session ends when all of its stored operations are over.
    package let endsSession: Bool
    /// Waiting ends then.
    package let keepUntil: Timestamp
    package let stored: Timestamp
    package let state: State
    /// Why it is over without success, or why the last attempt failed; else empty.
    package let code: String
    package let attempts: Int
    /// The next attempt is not before.
    package let retryAt: Timestamp
    package let finished: Timestamp?

    init(_ row: Row) throws {
        id = try row.value("id")
        session = try row.value("session")
        machine = try row.value("machine")
        technician = try row.value("technician")
        organisation = try row.value("organisation")
        operation = StoredSigned(digest: try row.value("operation_digest"), bytes: try row.value("operation"))
        manifest = try row.value("manifest")
        blob = try row.value("blob")
        size = try row.value("size")
        endsSession = try row.value("ends_session")
        keepUntil = try row.value("keep_until")
        stored = try row.value("stored")
        state = try row.word("state")
        code = try row.value("code")
        attempts = try row.value("attempts")
        retryAt = try row.value("retry_at")
        finished = try row.value("finished")
    }
}

/// What a technician hands over.
package struct NewStoredOperation: Sendable {
    package let id: OperationID
    package let session: RelaySession
    package let technician: TechnicianID
    package let operation: StoredSigned
    package let manifest: Digest
    package let blob: Digest
    package let size: Int64
    package let endsSession: Bool
    package let keepUntil: Timestamp

    package init(
        id: OperationID, session: RelaySession, technician: TechnicianID, operation: StoredSigned, manifest: Digest, blob: Digest,
        size: Int64, endsSession: Bool, keepUntil: Timestamp
    ) {
        self.id = id
        self.session = session
        self.technician = technician
        self.operation = operation
        self.manifest = manifest
        self.blob = blob
        self.size = size
        self.endsSession = endsSession
        self.keepUntil = keepUntil
    }
}
