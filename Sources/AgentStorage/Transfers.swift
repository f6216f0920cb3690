package import Primitives
package import Storage

/// A file that is on its way in: where its bytes lie until they are whole.
package struct StoredTransfer: Hashable, Sendable {
    package let operation: OperationID
    /// Beside the destination.
    package let temporaryName: String
    /// Absolute path.
    package let destination: String
    /// Bytes that have reached the disk.
    package let durableOffset: UInt64

    package init(operation: OperationID, temporaryName: String, destination: String, durableOffset: UInt64) {
        self.operation = operation
        self.temporaryName = temporaryName
        self.destination = destination
        self.durableOffset = durableOffset
    }
}

/// The half-done transfers.
package struct Transfers {
    let transaction: Transaction

    /// Adds the transfer, or writes how far it has come.
    package func store(_ transfer: StoredTransfer, at time: Timestamp) throws {
        try transaction.execute(
            "INSERT OR REPLACE INTO transfers VALUES (?, ?, ?, ?, ?)",
            [transfer.operation, transfer.temporaryName, transfer.destination, transfer.durableOffset, time])
    }

    package func find(_ operation: OperationID) throws -> StoredTransfer? {
        try select("WHERE operation = ?", [operation]).first
    }

    /// After a start: each has a temporary file to resume or to remove.
    package func all() throws -> [StoredTransfer] {
        try select("ORDER BY changed")
    }

    /// The temporary file is gone, into its place or away.
    package func remove(_ operation: OperationID) throws {
        try transaction.execute("DELETE FROM transfers WHERE operation = ?", [operation])
    }

    private func select(_ rest: String, _ arguments: [any Storable] = []) throws -> [StoredTransfer] {
        try transaction.query("SELECT * FROM transfers \(rest)", arguments).map {
            StoredTransfer(
                operation: try $0.value("operation"), temporaryName: try $0.value("temporary_name"),
                destination: try $0.value("destination"), durableOffset: try $0.value("durable_offset"))
        }
    }
}

extension Transaction {
    package var transfers: Transfers { Transfers(transaction: self) }
}
