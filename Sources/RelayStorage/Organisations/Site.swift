package import Entitlement
package import Primitives
import Storage

/// A place of a customer where somebody may go.
package struct Site: Hashable, Sendable {
    package let id: SiteID
    package let customer: CustomerID
    package let name: String
    package let address: String
    /// Of the route from head office; nil: nobody has measured it.
    package let distance: SiteDistance?
    /// Where a visit goes when none is named; a customer has one at most.
    package let isDefault: Bool
}

extension Site {
    init(_ row: Row) throws {
        var distance: SiteDistance?
        if let metres: Int64 = try row.value("metres") {
            distance = SiteDistance(metres: metres, source: try row.value("source"))
        }
        self.init(
            id: try row.value("id"), customer: try row.value("customer"), name: try row.value("name"),
            address: try row.value("address"), distance: distance, isDefault: try row.value("is_default"))
    }
}
