package import Primitives

/// Whom the vendor serves. One without a contract is a prospect: demo and assessment only (requirement A20).
package struct Customer: Hashable, Sendable {
    package let id: CustomerID
    /// The vendor or the branch that the customer was given to.
    package let organisation: OrganisationID
    package let name: String

    package init(id: CustomerID, organisation: OrganisationID, name: String) {
        self.id = id
        self.organisation = organisation
        self.name = name
    }

    /// Names are shown in prompts of 80 columns, in two lines at most.
    package static let nameLimit = 160
}
