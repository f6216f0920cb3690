package import Entitlement
package import Primitives

/// Every query for people is narrowed by their organisation; this is the one way to say it in SQL.
extension OrganisationScope {
    /// True for every row, or for those of the organisation bound as the numbered parameter.
    func condition(parameter: Int) -> String {
        "(?\(parameter) IS NULL OR organisation = ?\(parameter))"
    }

    /// The value of that parameter.
    var storedOrganisation: OrganisationID? {
        switch self {
        case .all: nil
        case .only(let organisation): organisation
        }
    }

    package func contains(_ organisation: OrganisationID) -> Bool {
        storedOrganisation == nil || storedOrganisation == organisation
    }
}
