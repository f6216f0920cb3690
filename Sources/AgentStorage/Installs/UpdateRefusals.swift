import Primitives
package import Storage

/// One refusal for each product: a newer one takes its place.
package struct UpdateRefusals {
    let transaction: Transaction

    package func store(_ refusal: UpdateRefusal) throws {
        try transaction.execute(
            "INSERT OR REPLACE INTO refused_updates VALUES (?, ?, ?, ?)",
            [refusal.product, refusal.version, refusal.policy, refusal.time])
    }

    package func find(_ product: String) throws -> UpdateRefusal? {
        try transaction.first("SELECT * FROM refused_updates WHERE product = ?", [product]).map {
            UpdateRefusal(
                product: try $0.value("product"), version: try $0.value("version"), policy: try $0.value("policy"),
                time: try $0.value("time"))
        }
    }
}

extension Transaction {
    package var updateRefusals: UpdateRefusals { UpdateRefusals(transaction: self) }
}
