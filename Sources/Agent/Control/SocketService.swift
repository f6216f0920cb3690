package import Messages
import Primitives
import SwiftProtobuf
package import Transport

/// The running agent behind its control socket.
package struct SocketService: LocalService {
    let connection: PeerConnection

    package var isRunning: Bool { true }

    package func requests() async throws -> WireLocalSessions { try await sessions(.localRequests, last: .max) }

    package func history(last count: Int) async throws -> WireLocalSessions { try await sessions(.localHistory, last: count) }

    /// All pages, or as many as hold `count` sessions.
    private func sessions(_ call: Call<WireEmpty, WireLocalSessions>, last count: Int) async throws -> WireLocalSessions {
        var all: [WireLocalSession] = []
        for try await page in try await connection.follow(call, WireEmpty()) {
            all += page.sessions
            if all.count >= count { break }
        }
        return WireLocalSessions.with { $0.sessions = Array(all.prefix(max(0, count))) }
    }

    package func show(_ session: String) async throws -> WireLocalSession {
        try await connection.call(.localShow, WireSessionCall.with { $0.session = session })
    }

    package func approve(_ call: WireLocalApproveCall) async throws -> WireLocalSession {
        try await connection.call(.localApprove, call)
    }

    package func deny(_ session: String, reason: String) async throws -> WireLocalSession {
        try await connection.call(.localDeny, Self.reason(session, reason))
    }

    package func revoke(_ session: String, reason: String) async throws -> WireLocalSession {
        try await connection.call(.localRevoke, Self.reason(session, reason))
    }

    package func stop() async throws -> WireLocalStopReply { try await connection.call(.localStop, WireEmpty()) }

    package func status() async throws -> WireLocalStatus { try await connection.call(.localStatus, WireEmpty()) }

    package func entitlement() async throws -> WireEntitlementViews { try await connection.call(.localEntitlement, WireEmpty()) }

    package func code(_ call: WireCodeShowCall) async throws -> WireCodeView { try await connection.call(.localCode, call) }

    package func ask(_ call: WireHelpAskCall) async throws -> WireHelpView { try await connection.call(.localAsk, call) }

    package func asked() async throws -> HelpList {
        let gathered = Gathered<WireHelpView>()
        return await HelpList.gather(gathered) {
            for try await page in try await connection.follow(.localAsked, WireEmpty()) { gathered.add(page.requests) }
        }
    }

    package func attach(_ call: WireAttachmentPutCall) async throws -> WireAttachmentState {
        try await connection.call(.localAttach, call)
    }

    package func ready(_ subject: String) async throws -> WireReadyReply {
        try await connection.call(.localReady, WireReadyCall.with { $0.subject = subject })
    }

    package func confirm(_ subject: String) async throws -> WireConfirmReply {
        try await connection.call(.localConfirm, WireCustomerConfirmCall.with { $0.subject = subject })
    }

    package func addPolicy(_ call: WireLocalPolicyCall) async throws -> WireLocalPolicy {
        try await connection.call(.localPolicyAdd, call)
    }

    package func policies() async throws -> WireLocalPoliciesReply { try await connection.call(.localPolicies, WireEmpty()) }

    package func revokePolicy(_ call: WireLocalPolicyRevokeCall) async throws -> WireLocalPolicy {
        try await connection.call(.localPolicyRevoke, call)
    }

    package func versions() async throws -> WireLocalVersionsReply { try await connection.call(.localVersions, WireEmpty()) }

    package func rollback(_ call: WireLocalRollbackCall) async throws -> WireLocalProduct {
        try await connection.call(.localRollback, call)
    }

    package func diagnoses() async throws -> [WireLocalDiagnosis] {
        var all: [WireLocalDiagnosis] = []
        for try await one in try await connection.follow(.localDiagnoses, WireEmpty()) { all.append(one) }
        return all
    }

    package func diagnosis(_ call: WireLocalDiagnosisCall) async throws -> WireLocalDiagnosis {
        try await connection.call(.localDiagnosis, call)
    }

    package func diagnosisFile(
        _ call: WireLocalDiagnosisCall, _ send: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        for try await piece in try await connection.follow(.localDiagnosisFile, call) { try await send(Array(piece.bytes)) }
    }

    /// Packing a bundle anew takes as long as its logs are.
    package func sendDiagnosis(_ call: WireLocalDiagnosisSendCall) async throws -> WireLocalDiagnosis {
        try await connection.call(.localDiagnosisSend, call, timeout: .seconds(120))
    }

    package func withholdDiagnosis(_ call: WireLocalReasonCall) async throws -> WireLocalDiagnosis {
        try await connection.call(.localDiagnosisWithhold, call)
    }

    package func audit(_ call: WireAuditListCall) async throws -> WireAuditListReply {
        try await connection.call(.localAudit, call)
    }

    package func verify() async throws -> WireAuditVerifyReply {
        try await connection.call(.localVerify, WireEmpty(), timeout: .seconds(600))
    }

    /// The open sessions, once now in pages, then those that changed at each change, ended ones too.
    package func watch() async throws -> Replies<WireLocalSessions> {
        try await connection.follow(.localWatch, WireEmpty())
    }

    private static func reason(_ session: String, _ reason: String) -> WireLocalReasonCall {
        WireLocalReasonCall.with {
            $0.session = session
            $0.reason = reason
        }
    }
}
