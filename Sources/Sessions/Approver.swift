package import Primitives

/// The person who decided at the machine, as the grant names them.
package struct Approver: Hashable, Sendable, Codable {
    package let uid: UInt32
    package let name: String
    package let admin: Bool
    /// Rials that this person may accept in one request.
    package let costLimit: Int64

    /// - Throws: `object.field` when a value is outside its range.
    package init(uid: UInt32, name: String, admin: Bool = false, costLimit: Int64 = 0) throws(Failure) {
        try Field.name(name, "approver.name")
        try Field.rials(costLimit, "approver.cost_limit")
        self.uid = uid
        self.name = name
        self.admin = admin
        self.costLimit = costLimit
    }
}

/// A person whom the agent's configuration knows (design of trust, "Who is the customer").
package struct ConfiguredPerson: Hashable, Sendable, Codable {
    package let approver: Approver
    package let mayApprove: Bool

    package init(_ approver: Approver, mayApprove: Bool) {
        self.approver = approver
        self.mayApprove = mayApprove
    }
}
