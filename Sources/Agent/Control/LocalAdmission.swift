import Glibc
package import Primitives
import Sessions

/// Who is let in at the control socket, as a table over uid, groups and descent (design of trust, "Who is the customer").
package struct LocalAdmission: Sendable {
    package static let groupName = "hamyar-approvers"

    /// The approvers' group; nil where this machine has none.
    package let group: UInt32?
    package let agentUser: UInt32

    package init(group: UInt32?, agentUser: UInt32) {
        self.group = group
        self.agentUser = agentUser
    }

    /// As this machine is now.
    package static func ofThisMachine() -> LocalAdmission {
        LocalAdmission(group: LocalGroup.id(of: groupName), agentUser: geteuid())
    }

    /// With a group, its members and root; without one, the agent's own user and root. Never what the agent itself started:
    /// a hook must not answer for the customer, nor may a command, whatever its user is otherwise allowed.
    /// - Throws: `agent.not-admitted`.
    package func check(
        _ account: LocalAccount, groups: Set<UInt32>, startedByAgent: Bool, isCommand: Bool = false
    ) throws(Failure) {
        let parameters = ["uid": String(account.uid), "user": account.name]
        guard !startedByAgent else { throw Failure(.agentNotAdmitted, parameters.merging(["reason": "hook"]) { $1 }) }
        guard !isCommand else { throw Failure(.agentNotAdmitted, parameters.merging(["reason": "command"]) { $1 }) }
        if account.uid == 0 { return }
        guard let group else {
            guard account.uid == agentUser else {
                throw Failure(.agentNotAdmitted, parameters.merging(["reason": "user"]) { $1 })
            }
            return
        }
        guard groups.contains(group) else {
            throw Failure(.agentNotAdmitted, parameters.merging(["reason": "group"]) { $1 })
        }
    }
}
