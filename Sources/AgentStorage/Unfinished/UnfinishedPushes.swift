import Cryptography
package import Primitives
package import Storage

/// The pushes that may go on.
package struct UnfinishedPushes {
    let transaction: Transaction

    /// Adds the push, or says that it was touched again. One of the same content at the same place takes over from earlier ones:
    /// their parts are its own.
    package func store(_ push: UnfinishedPush, at time: Timestamp) throws {
        // What an earlier attempt made is there by now, and still goes with the parts.
        let made: Int =
            try transaction.value(
                "SELECT max(made_directories) FROM unfinished WHERE destination = ? AND is_tree = ? AND manifest_digest = ?",
                [push.destination, push.isTree, push.manifestDigest]) ?? 0
        try transaction.execute(
            "DELETE FROM unfinished WHERE destination = ? AND is_tree = ? AND manifest_digest = ? AND operation <> ?",
            [push.destination, push.isTree, push.manifestDigest, push.operation])
        try transaction.execute(
            "INSERT OR REPLACE INTO unfinished VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                push.operation, push.session, push.destination, push.isTree, push.size, push.manifest, push.manifestDigest, time,
                max(made, push.madeDirectories),
            ])
    }

    /// The parts are gone: into their places, or away.
    package func remove(_ operation: OperationID) throws {
        try transaction.execute("DELETE FROM unfinished WHERE operation = ?", [operation])
    }

    package func find(_ operation: OperationID) throws -> UnfinishedPush? {
        try select("WHERE operation = ?", [operation]).first
    }

    package func all(of session: SessionID) throws -> [UnfinishedPush] {
        try select("WHERE session = ? ORDER BY touched, operation", [session])
    }

    /// What must go: not touched for so long, and the oldest beyond the limits of number and size.
    package func overdue(at time: Timestamp) throws -> [UnfinishedPush] {
        let rows = try transaction.query("SELECT operation, size, touched FROM unfinished ORDER BY touched DESC, operation", [])
        var (count, bytes) = (0, UInt64(0))
        var overdue: [OperationID] = []
        for row in rows {
            let touched: Timestamp = try row.value("touched")
            count += 1
            let (sum, overflow) = bytes.addingReportingOverflow(try row.value("size"))
            bytes = overflow ? .max : sum
            let isTooMuch = count > UnfinishedLimits.count || (bytes > UnfinishedLimits.bytes && count > 1)
            if isTooMuch || time - touched >= UnfinishedLimits.age { overdue.append(try row.value("operation")) }
        }
        return try overdue.compactMap { try find($0) }
    }

    private func select(_ rest: String, _ arguments: [any Storable]) throws -> [UnfinishedPush] {
        try transaction.query("SELECT * FROM unfinished \(rest)", arguments).map {
            UnfinishedPush(
                operation: try $0.value("operation"), session: try $0.value("session"), destination: try $0.value("destination"),
                isTree: try $0.value("is_tree"), size: try $0.value("size"), manifest: try $0.value("manifest"),
                manifestDigest: try $0.value("manifest_digest"), madeDirectories: try $0.value("made_directories"))
        }
    }
}

extension Transaction {
    package var unfinished: UnfinishedPushes { UnfinishedPushes(transaction: self) }
}
