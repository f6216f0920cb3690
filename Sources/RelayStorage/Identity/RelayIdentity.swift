import AuditStorage
package import Cryptography
package import Primitives
package import Storage

/// Who this relay is; written once by `init`.
package struct RelayIdentity: Hashable, Sendable {
    package let id: RelayID
    /// The vendor id that all names and signatures carry.
    package let vendor: String
    package let vendorName: String
    /// The vendor root, for those who enrol.
    package let rootKey: PublicKey
    /// The vendor's own organisation.
    package let organisation: OrganisationID
    package let created: Timestamp

    package init(
        id: RelayID, vendor: String, vendorName: String, rootKey: PublicKey, organisation: OrganisationID, created: Timestamp
    ) {
        self.id = id
        self.vendor = vendor
        self.vendorName = vendorName
        self.rootKey = rootKey
        self.organisation = organisation
        self.created = created
    }
}

extension Transaction {
    /// Throws `storage.constraint` when there is one already.
    package func insert(_ identity: RelayIdentity) throws {
        try execute(
            """
            INSERT INTO relay (singleton, id, vendor, vendor_name, root_key, organisation, created)
            VALUES (1, ?, ?, ?, ?, ?, ?)
            """,
            [
                identity.id, identity.vendor, identity.vendorName, identity.rootKey, identity.organisation, identity.created,
            ])
    }

    /// Throws `storage.corrupt` when `init` did not finish.
    package func relayIdentity() throws -> RelayIdentity {
        guard let row = try first("SELECT * FROM relay") else {
            throw Failure(.storageCorrupt, ["detail": "the database names no relay"])
        }
        return RelayIdentity(
            id: try row.value("id"), vendor: try row.value("vendor"), vendorName: try row.value("vendor_name"),
            rootKey: try row.value("root_key"), organisation: try row.value("organisation"), created: try row.value("created"))
    }
}
