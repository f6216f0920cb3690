import FoundationEssentials
import Logging
import Messages
import NIOCore
import Primitives
import Sessions
import SwiftProtobuf
import Transport

/// The control socket: people at the machine, admitted by what the kernel says of them.
struct ControlDoor: Sendable {
    let home: AgentHome
    let runner: RunnerDoor
    let listener: LocalListener
    let calls: @Sendable (ConfiguredPerson) throws -> LocalCalls
    let logger: Logger

    static func open(
        home: AgentHome, runner: RunnerDoor = RunnerDoor(socket: nil), group: any EventLoopGroup, logger: Logger,
        calls: @escaping @Sendable (ConfiguredPerson) throws -> LocalCalls
    ) async throws -> ControlDoor {
        let approvers = LocalGroup.id(of: LocalAdmission.groupName)
        try home.admit(group: approvers)
        let listener = try await LocalListener.bind(
            path: home.socketPath, mode: approvers == nil ? 0o600 : 0o660, owningGroup: approvers, group: group, logger: logger)
        return ControlDoor(home: home, runner: runner, listener: listener, calls: calls, logger: logger)
    }

    /// Answers until the listener is closed.
    func run() async {
        let router = router()
        await withDiscardingTaskGroup { group in
            for await connection in listener.connections {
                group.addTask {
                    await router.serve(connection, as: LocalPerson(connection.peer, home: home, runner: runner), logger: logger)
                }
            }
            group.cancelAll()
        }
    }

    private func router() -> CallRouter<LocalPerson> {
        // Who is not admitted is told so by each call.
        let anyone: @Sendable (LocalPerson) -> Bool = { _ in true }
        var router = CallRouter<LocalPerson>()
        router.feed(.localRequests, to: anyone) { caller, _, send in try await calls(caller.person).requests(send) }
        router.feed(.localHistory, to: anyone) { caller, _, send in try await calls(caller.person).history(send) }
        router.answer(.localShow, to: anyone) { try await calls($0.person).show($1.session) }
        router.answer(.localApprove, to: anyone) { try await calls($0.person).approve($1) }
        router.answer(.localDeny, to: anyone) { try await calls($0.person).deny($1.session, reason: $1.reason) }
        router.answer(.localRevoke, to: anyone) { try await calls($0.person).revoke($1.session, reason: $1.reason) }
        router.answer(.localStop, to: anyone) { caller, _ in try await calls(caller.person).stop() }
        router.answer(.localStatus, to: anyone) { caller, _ in try await calls(caller.person).status() }
        router.answer(.localAudit, to: anyone) { try await calls($0.person).audit($1) }
        router.answer(.localVerify, to: anyone) { caller, _ in try await calls(caller.person).verify() }
        router.answer(.localEntitlement, to: anyone) { caller, _ in try await calls(caller.person).entitlement() }
        router.answer(.localCode, to: anyone) { try await calls($0.person).code($1) }
        router.answer(.localAsk, to: anyone) { try await calls($0.person).ask($1) }
        router.feed(.localAsked, to: anyone) { caller, _, send in try await calls(caller.person).asked(send) }
        router.answer(.localAttach, to: anyone) { try await calls($0.person).attach($1) }
        router.answer(.localReady, to: anyone) { try await calls($0.person).ready($1.subject) }
        router.answer(.localConfirm, to: anyone) { try await calls($0.person).confirm($1.subject) }
        router.answer(.localPolicyAdd, to: anyone) { try await calls($0.person).addPolicy($1) }
        router.answer(.localPolicies, to: anyone) { caller, _ in try await calls(caller.person).policies() }
        router.answer(.localPolicyRevoke, to: anyone) { try await calls($0.person).revokePolicy($1) }
        router.answer(.localVersions, to: anyone) { caller, _ in try await calls(caller.person).versions() }
        router.answer(.localRollback, to: anyone) { try await calls($0.person).rollback($1) }
        router.feed(.localDiagnoses, to: anyone) { caller, _, send in
            for one in try await calls(caller.person).diagnoses() { try await send(one) }
        }
        router.answer(.localDiagnosis, to: anyone) { try await calls($0.person).diagnosis($1) }
        router.feed(.localDiagnosisFile, to: anyone) { caller, call, send in
            try await calls(caller.person).diagnosisFile(call) { piece in
                try await send(WireLocalBytes.with { $0.bytes = Data(piece) })
            }
        }
        router.answer(.localDiagnosisSend, to: anyone) { try await calls($0.person).sendDiagnosis($1) }
        router.answer(.localDiagnosisWithhold, to: anyone) { try await calls($0.person).withholdDiagnosis($1) }
        router.feed(.localWatch, to: anyone) { person, _, send in try await calls(person.person).watch(send) }
        return router
    }
}
