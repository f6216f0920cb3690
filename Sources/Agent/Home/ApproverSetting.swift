import Primitives
package import Sessions

/// A person of `agent.json` who may answer at this machine (design of trust, "Who is the customer").
package struct ApproverSetting: Codable, Sendable, Hashable {
    /// Login name or, where the machine knows none, nil.
    package var user: String?
    package var uid: UInt32?
    /// For the grant and the log; nil: the login name.
    package var name: String?
    /// nil: yes.
    package var mayApprove: Bool?
    /// Rials in one request; nil: 0.
    package var costLimit: Int64?
    /// nil: only root and the agent's own user.
    package var admin: Bool?

    package init(
        user: String? = nil, uid: UInt32? = nil, name: String? = nil, mayApprove: Bool? = nil, costLimit: Int64? = nil,
        admin: Bool? = nil
    ) {
        self.user = user
        self.uid = uid
        self.name = name
        self.mayApprove = mayApprove
        self.costLimit = costLimit
        self.admin = admin
    }

    func isAbout(_ account: LocalAccount) -> Bool {
        uid == account.uid || (uid == nil && user != nil && user == account.name)
    }
}

extension AgentSettings {
    /// The person behind a uid: as configured, else with the defaults (may approve, cost limit 0, admin only root and
    /// the agent's own user).
    package func person(_ account: LocalAccount, agentUser: UInt32) throws -> ConfiguredPerson {
        let setting = approvers.first { $0.isAbout(account) }
        let owns = account.uid == 0 || account.uid == agentUser
        let approver = try Approver(
            uid: account.uid, name: setting?.name ?? account.name, admin: setting?.admin ?? owns,
            costLimit: setting?.costLimit ?? 0)
        return ConfiguredPerson(approver, mayApprove: setting?.mayApprove ?? true)
    }

    /// Puts the person's setting in place of the one that is there.
    package mutating func set(_ setting: ApproverSetting, for account: LocalAccount) {
        if let index = approvers.firstIndex(where: { $0.isAbout(account) }) {
            approvers[index] = setting
        } else {
            approvers.append(setting)
        }
    }
}
