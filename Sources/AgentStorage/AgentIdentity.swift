import AuditStorage
package import Cryptography
package import Primitives
package import Storage

/// Whose database this is: a state directory cannot be mixed from two enrolments unseen.
package struct AgentIdentity: Hashable, Sendable {
    package let vendor: String
    package let machine: MachineID
    /// The pinned vendor root.
    package let rootKey: PublicKey
    package let enrolled: Timestamp

    package init(vendor: String, machine: MachineID, rootKey: PublicKey, enrolled: Timestamp) {
        self.vendor = vendor
        self.machine = machine
        self.rootKey = rootKey
        self.enrolled = enrolled
    }
}

extension Transaction {
    /// Throws `storage.constraint` when there is one already: the pin is set once.
    package func insert(_ identity: AgentIdentity) throws {
        try execute(
            "INSERT INTO agent (singleton, vendor, machine, root_key, enrolled) VALUES (1, ?, ?, ?, ?)",
            [identity.vendor, identity.machine, identity.rootKey, identity.enrolled])
    }

    /// nil where enrolment did not finish.
    package func agentIdentity() throws -> AgentIdentity? {
        try first("SELECT * FROM agent").map { row in
            AgentIdentity(
                vendor: try row.value("vendor"), machine: try row.value("machine"), rootKey: try row.value("root_key"),
                enrolled: try row.value("enrolled"))
        }
    }
}
