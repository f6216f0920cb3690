package import Primitives
package import Storage

/// The installs that the installer was asked for.
package struct PendingInstalls {
    let transaction: Transaction

    /// Said before the installer is asked, and again where it is asked once more for the same operation.
    package func store(_ install: PendingInstall) throws {
        try transaction.execute(
            "INSERT OR REPLACE INTO installs VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                install.operation, install.session, install.product, install.version, install.isUndo, install.bytes,
                install.asked,
            ])
    }

    /// Its outcome is signed, or the installer did not take it.
    package func remove(_ operation: OperationID) throws {
        try transaction.execute("DELETE FROM installs WHERE operation = ?", [operation])
    }

    package func find(_ operation: OperationID) throws -> PendingInstall? {
        try select("WHERE operation = ?", [operation]).first
    }

    /// Oldest first.
    package func all() throws -> [PendingInstall] {
        try select("ORDER BY asked, operation", [])
    }

    private func select(_ rest: String, _ arguments: [any Storable]) throws -> [PendingInstall] {
        try transaction.query("SELECT * FROM installs \(rest)", arguments).map {
            PendingInstall(
                operation: try $0.value("operation"), session: try $0.value("session"), product: try $0.value("product"),
                version: try $0.value("version"), isUndo: try $0.value("is_undo"), bytes: try $0.value("bytes"),
                asked: try $0.value("asked"))
        }
    }
}

extension Transaction {
    package var installs: PendingInstalls { PendingInstalls(transaction: self) }
}
