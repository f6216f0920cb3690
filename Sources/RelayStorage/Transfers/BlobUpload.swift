import AuditStorage
package import Cryptography
package import Primitives
import Storage

/// Which content of whom: an upload, or what became of it.
package struct BlobKey: Hashable, Sendable {
    /// The manifest's digest.
    package let manifest: Digest
    package let technician: TechnicianID

    package init(manifest: Digest, technician: TechnicianID) {
        self.manifest = manifest
        self.technician = technician
    }
}

/// Content on its way to the relay.
package struct BlobUpload: Hashable, Sendable {
    package let key: BlobKey
    package let organisation: OrganisationID
    /// Bytes when it is whole.
    package let size: Int64
    /// Its first blocks that are durable.
    package let held: Int
    package let began: Timestamp
    package let touched: Timestamp

    init(_ row: Row) throws {
        key = BlobKey(manifest: try row.value("manifest"), technician: try row.value("technician"))
        organisation = try row.value("organisation")
        size = try row.value("size")
        held = try row.value("held")
        began = try row.value("began")
        touched = try row.value("touched")
    }
}
