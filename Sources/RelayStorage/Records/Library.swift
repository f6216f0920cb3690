package import Primitives
package import Storage

/// The guide library and its send log.
package struct Library {
    let transaction: Transaction

    /// Adds a guide or a new version of one; the same again changes nothing. Throws `library.field`, `library.conflict`.
    package func add(_ item: LibraryItem, by technician: TechnicianID, at time: Timestamp) throws {
        for (field, text) in [("name", item.name), ("version", item.version), ("product", item.product)] {
            guard CommerceText.isFilled(text) else { throw Failure(.libraryField, ["field": field]) }
        }
        let known = try transaction.first(
            "SELECT * FROM library_items WHERE name = ? AND version = ?", [item.name, item.version])
        if let known {
            guard try LibraryItem(known) == item else {
                throw Failure(.libraryConflict, ["name": item.name, "version": item.version])
            }
            return
        }
        try transaction.execute(
            """
            INSERT INTO library_items (name, version, form, product, digest, size, added_by, added)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [item.name, item.version, item.form.rawValue, item.product, item.digest, item.size, technician, time])
    }

    /// Every version, newest first, with how often each was sent; of one product, where it is named.
    package func list(product: String? = nil) throws -> [(item: LibraryItem, sent: Int)] {
        try transaction.query(
            """
            SELECT library_items.*, (SELECT count(*) FROM library_sends WHERE item = library_items.number) AS sent
            FROM library_items WHERE ?1 IS NULL OR product = ?1 ORDER BY name, number DESC
            """, [product]
        ).map { (try LibraryItem($0), try $0.value("sent")) }
    }

    /// What a record sent, by name.
    package func sent(with record: ServiceRecordID) throws -> [LibraryItem] {
        try transaction.query(
            """
            SELECT library_items.* FROM library_sends JOIN library_items ON library_items.number = library_sends.item
            WHERE record = ? ORDER BY name
            """, [record]
        ).map { try LibraryItem($0) }
    }

    /// Writes down that the newest versions of these were sent. Throws `library.unknown`.
    func send(_ names: [String], with record: ServiceRecordID, at time: Timestamp) throws {
        for name in names {
            let item = try transaction.value(
                "SELECT number FROM library_items WHERE name = ? ORDER BY number DESC LIMIT 1", [name], as: Int64.self)
            guard let item else { throw Failure(.libraryUnknown, ["name": name]) }
            try transaction.execute(
                "INSERT INTO library_sends (record, item, time) VALUES (?, ?, ?)", [record, item, time])
        }
    }
}

extension Transaction {
    package var library: Library { Library(transaction: self) }
}
