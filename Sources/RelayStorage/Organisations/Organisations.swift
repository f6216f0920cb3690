package import Entitlement
package import Primitives
package import Storage

/// The vendor and its branches.
package struct Organisations {
    let transaction: Transaction

    /// Adds a branch of the vendor. Throws `customer.name`, `customer.branch-known` where a name that reads the same is there.
    package func addBranch(named name: String, at time: Timestamp) throws -> Organisation {
        try Customers.check(name: name)
        let key = TextFolding.searchKey(name)
        if let known = try all().first(where: { TextFolding.searchKey($0.name) == key }) {
            throw Failure(.branchKnown, ["name": known.name])
        }
        let branch = Organisation(id: .random(), kind: .branch, name: name)
        try transaction.customers.add(branch, at: time)
        return branch
    }

    package func find(_ id: OrganisationID) throws -> Organisation? {
        try transaction.customers.organisation(id)
    }

    /// By a name that reads the same, or by its id; nil where there is none.
    package func find(_ text: String) throws -> Organisation? {
        let key = TextFolding.searchKey(text)
        return try all().first { $0.id.description == text || TextFolding.searchKey($0.name) == key }
    }

    /// The vendor first, then the branches in the order in which they were added. Not limited: a vendor has few.
    package func all() throws -> [Organisation] {
        try transaction.query("SELECT * FROM organisations ORDER BY kind DESC, created, rowid").map {
            Organisation(id: try $0.value("id"), kind: try $0.word("kind"), name: try $0.value("name"))
        }
    }

    package func customerCount(of organisation: OrganisationID) throws -> Int {
        try transaction.value("SELECT count(*) FROM customers WHERE organisation = ?", [organisation]) ?? 0
    }
}

extension Transaction {
    package var organisations: Organisations { Organisations(transaction: self) }
}
