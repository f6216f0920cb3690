import AuditStorage
package import Cryptography
package import Primitives
import Storage

/// A one-time code, without its secret: the relay keeps the hash only.
package struct EnrolmentCodeRecord: Hashable, Sendable {
    /// Whom the code is for.
    package enum Subject: Hashable, Sendable {
        /// The machine belongs to this customer; the contract is the one it is installed for, if named.
        case machine(CustomerID, contract: ContractID?)
        /// The technician that was invited.
        case technician(TechnicianID, admin: Bool)
    }

    package let id: EnrolmentCodeID
    /// SHA-256 of the code's secret.
    package let secretHash: Digest
    package let subject: Subject
    package let organisation: OrganisationID
    package let created: Timestamp
    package let expires: Timestamp
    /// The key that enrolled, once one has.
    package internal(set) var usedBy: PublicKey?

    package init(
        id: EnrolmentCodeID, secretHash: Digest, subject: Subject, organisation: OrganisationID, created: Timestamp,
        expires: Timestamp
    ) {
        self.id = id
        self.secretHash = secretHash
        self.subject = subject
        self.organisation = organisation
        self.created = created
        self.expires = expires
    }

    init(_ row: Row) throws {
        let subject: Subject
        if let customer: CustomerID = try row.value("customer") {
            subject = .machine(customer, contract: try row.value("contract"))
        } else {
            subject = .technician(try row.value("technician"), admin: try row.value("admin"))
        }
        self.init(
            id: try row.value("id"), secretHash: try row.value("secret_hash"), subject: subject,
            organisation: try row.value("organisation"), created: try row.value("created"), expires: try row.value("expires"))
        usedBy = try row.value("used_by")
    }
}
