import AgentStorage
package import AuditLog
import AuditStorage
import Cryptography
package import Primitives
import SignedObjects
package import Storage

/// The agent's database and its log: state and the entries that describe it are one transaction, and every transaction that
/// adds entries ends with a signed root (design of trust, "Two logs"). Where the log cannot be written, nothing is.
package struct AgentJournal: Sendable {
    package let database: Database
    /// Signs the log's checkpoints.
    let identity: IdentityBox

    package init(database: Database, identity: IdentityBox) {
        self.database = database
        self.identity = identity
    }

    /// What a transaction adds to the log.
    package struct Entries {
        private(set) var all: [(kind: AuditKind, ids: [String: String], payload: [UInt8])] = []

        package mutating func add(_ kind: AuditKind, _ ids: [String: String], payload: [UInt8] = []) {
            all.append((kind, ids, payload))
        }
    }

    /// Runs the body and appends its entries, all or nothing.
    package func write<Value>(at time: Timestamp, _ body: (inout Entries, Transaction) throws -> Value) throws -> Value {
        try database.write { transaction in
            var entries = Entries()
            let value = try body(&entries, transaction)
            guard !entries.all.isEmpty else { return value }
            for entry in entries.all {
                try transaction.audit.append(entry.kind, ids: entry.ids, payload: entry.payload, at: time)
            }
            try seal(transaction, at: time)
            return value
        }
    }

    /// The latest signed root, for what is signed next.
    package func checkpoint(at time: Timestamp) throws -> Checkpoint {
        try database.write { try seal($0, at: time).checkpoint }
    }

    /// The exact `Signed` bytes of the latest root.
    func signedCheckpoint(at time: Timestamp) throws -> [UInt8] {
        try database.write { try seal($0, at: time).signed }
    }

    @discardableResult
    private func seal(_ transaction: Transaction, at time: Timestamp) throws -> StoredCheckpoint {
        let identity = identity.current
        return try transaction.audit.seal(log: identity.key.publicKey.id, at: time) { checkpoint in
            try SignedObject<Checkpoint>.sign(checkpoint, by: identity).message.bytes
        }
    }
}
