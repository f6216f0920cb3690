import Foundation
import Glibc
import Primitives
import Sessions
import Testing

@testable import Agent

/// Who is let in at the control socket.
@Suite struct AdmissionTests {
    struct Row: Sendable {
        let group: UInt32?
        let uid: UInt32
        let groups: Set<UInt32>
        let descends: Bool
        let refused: String?
    }

    static let agent: UInt32 = 990
    static let rows = [
        // No group: root and the agent's own user, nobody else.
        Row(group: nil, uid: 0, groups: [0], descends: false, refused: nil),
        Row(group: nil, uid: agent, groups: [agent], descends: false, refused: nil),
        Row(group: nil, uid: 1000, groups: [1000, 27], descends: false, refused: "user"),
        // A group: its members and root; not even the agent's own user without it.
        Row(group: 500, uid: 1000, groups: [1000, 500], descends: false, refused: nil),
        Row(group: 500, uid: 1000, groups: [1000], descends: false, refused: "group"),
        Row(group: 500, uid: agent, groups: [agent], descends: false, refused: "group"),
        Row(group: 500, uid: 0, groups: [0], descends: false, refused: nil),
        // What the agent started answers for nobody, whoever it is.
        Row(group: nil, uid: 0, groups: [0], descends: true, refused: "hook"),
        Row(group: 500, uid: 1000, groups: [500], descends: true, refused: "hook"),
    ]

    @Test(arguments: rows)
    func `the table of admissions`(row: Row) {
        let rules = LocalAdmission(group: row.group, agentUser: Self.agent)
        let account = LocalAccount(uid: row.uid, primaryGroup: row.uid, name: "someone", home: "")
        do {
            try rules.check(account, groups: row.groups, startedByAgent: row.descends)
            #expect(row.refused == nil)
        } catch {
            #expect(error.code == .agentNotAdmitted)
            #expect(error.parameters["reason"] == row.refused)
        }
    }

    @Test func `persons as configured, and with the defaults`() throws {
        var settings = AgentSettings(relay: "a:1", vendor: "vendor", machine: .random())
        settings.approvers = [
            ApproverSetting(user: "mina", name: "Mina", costLimit: 100), ApproverSetting(uid: 7, mayApprove: false, admin: true),
        ]
        func person(_ uid: UInt32, _ name: String) throws -> ConfiguredPerson {
            try settings.person(LocalAccount(uid: uid, primaryGroup: uid, name: name, home: ""), agentUser: 990)
        }
        #expect(try person(5, "mina").approver == Approver(uid: 5, name: "Mina", admin: false, costLimit: 100))
        #expect(try person(7, "guard").mayApprove == false)
        #expect(try person(7, "guard").approver.admin)
        #expect(try person(8, "other") == ConfiguredPerson(Approver(uid: 8, name: "other"), mayApprove: true))
        #expect(try person(0, "root").approver.admin)
        #expect(try person(990, "agent").approver.admin)
    }

    @Test func `descent is followed through a real child`() throws {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/bin/sleep")
        child.arguments = ["30"]
        try child.run()
        defer { child.terminate() }
        #expect(ProcessAncestry.descendsFromThisProcess(child.processIdentifier))
        #expect(!ProcessAncestry.descendsFromThisProcess(1))
        #expect(!ProcessAncestry.descendsFromThisProcess(getpid()))
    }

    @Test func `roots are never the agent's own places, relative or the whole disk`() throws {
        let home = AgentHome(path: "/var/lib/hamyar-agent")
        func roots(_ paths: [String]?) throws -> [String] {
            try AgentRoots(configured: paths, home: home, userHome: "/root", binaries: ["/usr/local/bin/hamyar-agent"]).paths
        }
        #expect(try roots(nil) == ["/home", "/opt", "/srv", "/tmp", "/usr/local", "/var", "/root"])
        for bad in ["/", "relative", "/var/lib/hamyar-agent", "/var/lib/hamyar-agent/x", "/a/../b"] {
            #expect(throws: Failure.self) { try roots([bad]) }
        }
        let scope = try AgentRoots(
            configured: ["/usr/local", "/var"], home: home, userHome: nil, binaries: ["/usr/local/bin/hamyar-agent"]
        ).scope
        #expect(scope.permits(try ScopeWord("push:/usr/local/share")))
        #expect(!scope.permits(try ScopeWord("push:/usr/local/bin/hamyar-agent")))
        #expect(!scope.permits(try ScopeWord("push:/usr/local")))
        #expect(!scope.permits(try ScopeWord("pull:/var/lib/hamyar-agent/agent.key")))
    }
}
