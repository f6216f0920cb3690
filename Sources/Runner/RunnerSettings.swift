package import ChildProcesses
import Glibc
package import Primitives

/// Who asks, who runs, and where.
package struct RunnerSettings: Sendable {
    package let socket: String
    /// Only they, and root, are heard.
    package let agentUser: UInt32
    /// nil: this process's own user runs the commands.
    package let account: ProgramAccount?
    /// Below which each command has a control group; nil: none is delegated.
    package let groups: ControlGroupTree?
    /// Whether set-user-id programs (sudo) work in commands: the customer's own choice.
    package let mayGainPrivileges: Bool

    package var commandUser: UInt32 { account?.user ?? geteuid() }

    /// Where the socket is, unless somebody says otherwise.
    package static let standardSocket = "/run/hamyar-runner/runner.sock"

    /// Throws runner.user where commands would run as root or as the agent.
    package init(
        socket: String, agentUser: UInt32, account: ProgramAccount?, groups: ControlGroupTree?, mayGainPrivileges: Bool
    ) throws(Failure) {
        let user = account?.user ?? geteuid()
        guard user != 0, user != agentUser else { throw Failure(.runnerUser, ["user": "\(user)"]) }
        guard account == nil || geteuid() == 0 || account?.user == geteuid() else {
            throw Failure(.runnerUser, ["user": "\(user)"])
        }
        self.socket = socket
        self.agentUser = agentUser
        self.account = account?.user == geteuid() ? nil : account
        self.groups = groups
        self.mayGainPrivileges = mayGainPrivileges
    }

    /// A user of this machine with its groups. Throws runner.user.
    package static func account(_ name: String) throws(Failure) -> ProgramAccount {
        guard let entry = getpwnam(name)?.pointee else {
            guard let number = UInt32(name) else { throw Failure(.runnerUser, ["user": name]) }
            return ProgramAccount(user: number, group: number)
        }
        var groups = [gid_t](repeating: 0, count: groupLimit)
        var count = Int32(groups.count)
        let known = getgrouplist(name, entry.pw_gid, &groups, &count) >= 0 ? groups.prefix(Int(count)) : []
        return ProgramAccount(user: entry.pw_uid, group: entry.pw_gid, otherGroups: Array(known))
    }

    /// Groups of one user.
    private static let groupLimit = 1024
}
