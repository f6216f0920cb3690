package import Primitives

/// The vendor itself or a branch of it; technicians and customers belong to one.
package struct Organisation: Hashable, Sendable {
    package enum Kind: String, Codable, Sendable {
        case vendor
        case branch
    }

    package let id: OrganisationID
    package let kind: Kind
    package let name: String

    package init(id: OrganisationID, kind: Kind, name: String) {
        self.id = id
        self.kind = kind
        self.name = name
    }
}

/// Whose customers somebody may see: a branch sees only those given to it.
package enum OrganisationScope: Hashable, Sendable {
    case all
    case only(OrganisationID)
}
