package import Entitlement
package import Primitives
import Sessions
package import Storage

/// The sites of customers (requirement A7: the distance and its source are kept).
package struct Sites {
    /// Characters of an address: two lines of a letter.
    package static let addressLimit = 300
    /// Longer than any road: half around the world.
    package static let metresLimit: Int64 = 20_000_000
    /// Sites of one customer; more are a typing error of a program.
    package static let countLimit = 200

    let transaction: Transaction

    /// Adds a site; a customer's first one is its default.
    ///
    /// Throws `customer.site`, `customer.distance`, `customer.sites-full`, `storage.no-such-row`.
    package func add(
        to customer: CustomerID, name: String, address: String, distance: SiteDistance? = nil, isDefault: Bool = false,
        at time: Timestamp
    ) throws -> Site {
        _ = try transaction.customers.require(customer)
        let known = try all(of: customer)
        let key = TextFolding.searchKey(name)
        guard isProper(name, limit: SessionLimits.nameCharacters), isProper(address, limit: Self.addressLimit),
            !known.contains(where: { TextFolding.searchKey($0.name) == key })
        else {
            throw Failure(.siteMalformed, ["name": String(name.prefix(32)), "limit": String(Self.addressLimit)])
        }
        guard known.count < Self.countLimit else { throw Failure(.siteTooMany, ["limit": String(Self.countLimit)]) }
        try distance.map(check)
        let site = Site(
            id: .random(), customer: customer, name: name, address: address, distance: distance, isDefault: known.isEmpty)
        try transaction.execute(
            """
            INSERT INTO sites (id, customer, name, search_key, address, metres, source, is_default, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [site.id, customer, name, key, address, distance?.metres, distance?.source, site.isDefault, time])
        return isDefault ? try makeDefault(site.id) : site
    }

    /// Throws `storage.no-such-row`.
    package func makeDefault(_ id: SiteID) throws -> Site {
        let site = try require(id)
        try transaction.execute("UPDATE sites SET is_default = 0 WHERE customer = ? AND is_default = 1", [site.customer])
        try transaction.execute("UPDATE sites SET is_default = 1 WHERE id = ?", [id])
        return try require(id)
    }

    /// Writes down a new measurement; what was held or done keeps the one that it was judged by.
    ///
    /// Throws `customer.distance`, `storage.no-such-row`.
    package func measure(_ id: SiteID, _ distance: SiteDistance) throws -> Site {
        try check(distance)
        try transaction.execute(
            "UPDATE sites SET metres = ?, source = ? WHERE id = ?", [distance.metres, distance.source, id])
        return try require(id)
    }

    package func find(_ id: SiteID) throws -> Site? {
        try transaction.first("SELECT * FROM sites WHERE id = ?", [id]).map { try Site($0) }
    }

    /// By a name that reads the same, or by its id.
    package func find(_ text: String, of customer: CustomerID) throws -> Site? {
        let key = TextFolding.searchKey(text)
        return try all(of: customer).first { $0.id.description == text || TextFolding.searchKey($0.name) == key }
    }

    /// The default first, then by name.
    package func all(of customer: CustomerID) throws -> [Site] {
        try transaction.query(
            "SELECT * FROM sites WHERE customer = ? ORDER BY is_default DESC, search_key", [customer]
        ).map { try Site($0) }
    }

    /// Where a visit goes when none is named.
    package func defaultSite(of customer: CustomerID) throws -> Site? {
        try all(of: customer).first { $0.isDefault }
    }

    private func require(_ id: SiteID) throws -> Site {
        guard let site = try find(id) else { throw Failure(.storageNoSuchRow, ["id": id.description]) }
        return site
    }

    private func check(_ distance: SiteDistance) throws {
        guard (0...Self.metresLimit).contains(distance.metres), isProper(distance.source, limit: SessionLimits.nameCharacters)
        else {
            throw Failure(.siteDistance, ["metres": String(distance.metres), "limit": String(Self.metresLimit)])
        }
    }

    private func isProper(_ text: String, limit: Int) -> Bool {
        !TextFolding.searchKey(text).isEmpty && text.count <= limit && !DisplayText.isSteering(text)
    }
}

extension Transaction {
    package var sites: Sites { Sites(transaction: self) }
}
