import AuditStorage
package import Cryptography
package import Primitives
import Storage

/// A file that was left with the relay, in pieces.
package struct StoredAttachment: Hashable, Sendable {
    package let id: AttachmentID
    /// The machine or technician that sends it.
    package let owner: String
    /// nil: a proof, such as a signed letter.
    package let request: HelpRequestID?
    package let name: String
    package let size: Int
    /// SHA-256 of the whole.
    package let digest: Digest
    /// Bytes that are here.
    package let held: Int
    /// All is here and has the digest.
    package let isComplete: Bool
    package let announced: Timestamp

    init(_ row: Row) throws {
        id = try row.value("id")
        owner = try row.value("owner")
        request = try row.value("request")
        name = try row.value("name")
        size = try row.value("size")
        digest = try row.value("digest")
        held = try row.value("held")
        isComplete = try row.value("is_complete")
        announced = try row.value("announced")
    }
}

/// What a sender says of a file before it sends the first piece.
package struct NewAttachment: Sendable {
    package enum Purpose: Sendable {
        /// A machine's file for its help request.
        case help(HelpRequestID, machine: MachineID)
        /// A technician's proof.
        case proof(TechnicianID)
    }

    package let purpose: Purpose
    package let name: String
    /// Bytes, at least one.
    package let size: Int
    package let digest: Digest

    package init(purpose: Purpose, name: String, size: Int, digest: Digest) {
        self.purpose = purpose
        self.name = name
        self.size = size
        self.digest = digest
    }
}

/// What became of a piece.
package enum AttachmentProgress: Hashable, Sendable {
    /// So many bytes are here; the next piece begins there.
    case held(Int)
    case complete
    /// The whole has another digest: nothing is kept, the sender begins again at 0.
    case mismatch
}
