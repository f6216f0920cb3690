package import Entitlement
package import Primitives
import Storage

/// Who had a customer until when.
package struct CustomerGift: Hashable, Sendable {
    package let from: OrganisationID
    package let to: OrganisationID
    package let actor: String
    package let time: Timestamp
}

extension Customers {
    /// Gives a customer to a branch, or back to the vendor: its machines, ended sessions and unused codes of enrolment go
    /// along, so that only the new organisation sees them. To whom has it already, nothing happens.
    ///
    /// Throws `storage.no-such-row`, `customer.busy` while a session with one of its machines is open: the technician
    /// would lose sight of it in the middle.
    package func give(_ id: CustomerID, to organisation: OrganisationID, actor: String, at time: Timestamp) throws -> Customer {
        let customer = try require(id)
        guard try self.organisation(organisation) != nil else {
            throw Failure(.storageNoSuchRow, ["id": organisation.description])
        }
        guard customer.organisation != organisation else { return customer }
        let open: Int =
            try transaction.value("SELECT count(*) FROM sessions WHERE customer = ? AND is_open = 1", [id]) ?? 0
        guard open == 0 else { throw Failure(.customerBusy, ["name": customer.name, "open": String(open)]) }
        try transaction.execute("UPDATE customers SET organisation = ? WHERE id = ?", [organisation, id])
        for table in ["machines", "sessions"] {
            try transaction.execute("UPDATE \(table) SET organisation = ? WHERE customer = ?", [organisation, id])
        }
        try transaction.execute(
            "UPDATE enrolment_codes SET organisation = ? WHERE customer = ? AND used IS NULL", [organisation, id])
        try transaction.execute(
            "INSERT INTO customer_gifts (customer, from_organisation, to_organisation, actor, time) VALUES (?, ?, ?, ?, ?)",
            [id, customer.organisation, organisation, actor, time])
        return try require(id)
    }

    /// Oldest first.
    package func gifts(of customer: CustomerID) throws -> [CustomerGift] {
        try transaction.query("SELECT * FROM customer_gifts WHERE customer = ? ORDER BY sequence", [customer]).map {
            CustomerGift(
                from: try $0.value("from_organisation"), to: try $0.value("to_organisation"), actor: try $0.value("actor"),
                time: try $0.value("time"))
        }
    }

    /// In the order of their names. Not limited: a reply that holds fewer is cut by who sends it.
    package func all(scope: OrganisationScope) throws -> [Customer] {
        try transaction.query(
            "SELECT * FROM customers WHERE \(scope.condition(parameter: 1)) ORDER BY search_key, id", [scope.storedOrganisation]
        ).map { try Customer($0) }
    }
}
