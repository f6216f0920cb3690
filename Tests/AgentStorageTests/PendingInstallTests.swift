import AuditStorage
import Primitives
import Sessions
import Storage
import Testing

@testable import AgentStorage

@Suite struct PendingInstallTests {
    let agent: AgentUnderTest

    init() throws {
        agent = try AgentUnderTest()
    }

    private func install(_ operation: OperationID, of session: SessionID, at time: Timestamp, version: String = "1.1")
        -> PendingInstall
    {
        PendingInstall(
            operation: operation, session: session, product: "ledger", version: version, isUndo: false, bytes: 4096,
            asked: time)
    }

    @Test func `what the installer was asked for is found again until its outcome is signed`() throws {
        let session = try agent.offered().id
        let ids = (0..<2).map { _ in OperationID.random() }
        try agent.database.write { transaction in
            for id in ids {
                try transaction.operations.intend(
                    id, session: session, line: 1, operation: agent.signed("\(id)"), at: agent.start)
            }
        }
        let first = install(ids[0], of: session, at: agent.start + .seconds(1))
        let second = install(ids[1], of: session, at: agent.start)
        try agent.database.write { transaction in
            try transaction.installs.store(first)
            try transaction.installs.store(second)
        }
        #expect(try agent.database.read { try $0.installs.all() } == [second, first])
        // The whole release instead of a patch: asked once more.
        let again = install(ids[0], of: session, at: agent.start + .seconds(9))
        try agent.database.write { try $0.installs.store(again) }
        #expect(try agent.database.read { try $0.installs.find(ids[0]) } == again)
        try agent.database.write { try $0.installs.remove(ids[1]) }
        #expect(try agent.database.read { try $0.installs.all() } == [again])
        #expect(try agent.database.read { try $0.installs.find(ids[1]) } == nil)
    }

    @Test func `an install of an operation that nobody knows is refused`() throws {
        #expect(
            code { try agent.database.write { try $0.installs.store(install(.random(), of: .random(), at: agent.start)) } }
                == .storageConstraint)
    }
}
