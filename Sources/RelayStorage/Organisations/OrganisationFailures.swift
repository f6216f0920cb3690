package import Primitives

extension Failure.Code {
    /// A branch has this name: `name`.
    package static let branchKnown = Failure.Code(rawValue: "customer.branch-known")
    /// A customer with open sessions stays where it is until they ended: `name`, `open`.
    package static let customerBusy = Failure.Code(rawValue: "customer.busy")
    /// A site's name or address is empty, too long or has control characters, or its name is taken: `name`, `limit`.
    package static let siteMalformed = Failure.Code(rawValue: "customer.site")
    /// A distance that no road has, or one without a source: `metres`, `limit`.
    package static let siteDistance = Failure.Code(rawValue: "customer.distance")
    /// A customer has as many sites as one may: `limit`.
    package static let siteTooMany = Failure.Code(rawValue: "customer.sites-full")
}
