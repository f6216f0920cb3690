import Foundation
import Primitives
import Sessions

/// Changes who may answer at this machine, in `agent.json`; a running agent reads it at the next command.
package struct ApproverEditing: Sendable {
    private let home: AgentHome

    package init(_ home: AgentHome) {
        self.home = home
    }

    /// - Throws: `agent.user-unknown`, `object.field`, and what loading and saving throw.
    package func set(user: String, name: String?, costLimit: Int64, admin: Bool, mayApprove: Bool) throws -> AgentSettings {
        var settings = try AgentSettings.load(from: home)
        let account = try LocalAccount.parse(user)
        // The same checks as when a grant is made, while there is somebody to correct it.
        _ = try Approver(uid: account.uid, name: name ?? account.name, admin: admin, costLimit: costLimit)
        settings.set(
            ApproverSetting(
                user: account.name == String(account.uid) ? nil : account.name, uid: account.uid, name: name,
                mayApprove: mayApprove, costLimit: costLimit, admin: admin ? true : nil),
            for: account)
        try settings.save(to: home)
        return settings
    }
}
