import Primitives
import Sessions
import Transport

/// Who is at the other end of the control socket: admitted with the rights that `agent.json` gives, or not at all.
struct LocalPerson: Sendable {
    private let admission: Result<ConfiguredPerson, Failure>

    init(_ admission: Result<ConfiguredPerson, Failure>) {
        self.admission = admission
    }

    /// Asked of the kernel and of the account database when the connection opens; settings are read again each time.
    init(_ peer: Peer, home: AgentHome, runner: RunnerDoor) {
        self.init(
            Result {
                guard case .local(let uid, let gid, let pid) = peer else { throw Failure(.agentNotAdmitted, ["reason": "peer"]) }
                let account = LocalAccount.known(uid: uid, group: gid)
                let rules = LocalAdmission.ofThisMachine()
                try rules.check(
                    account, groups: LocalGroup.memberships(of: account).union([gid]),
                    startedByAgent: ProcessAncestry.descendsFromThisProcess(pid),
                    isCommand: runner.ranCommand(pid, user: uid))
                return try AgentSettings.load(from: home).person(account, agentUser: rules.agentUser)
            }.mapError { $0 as? Failure ?? Failure(.agentNotAdmitted, cause: $0) })
    }

    /// Throws `agent.not-admitted`.
    var person: ConfiguredPerson {
        get throws { try admission.get() }
    }
}
