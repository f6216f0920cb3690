package import Messages
import Primitives

/// What a person at the machine can ask of the agent, through the control socket or, where no agent runs, on its database.
package protocol LocalService: Sendable {
    /// Sessions that wait for an answer or are under way, oldest first; a person has seen them then.
    func requests() async throws -> WireLocalSessions
    /// The newest sessions, newest first.
    func history(last count: Int) async throws -> WireLocalSessions
    /// - Parameter session: number, with or without `S-`, or id.
    func show(_ session: String) async throws -> WireLocalSession
    /// The session once the relay has activated the grant, or after `LocalLimits.activationWait` as it is then.
    func approve(_ call: WireLocalApproveCall) async throws -> WireLocalSession
    func deny(_ session: String, reason: String) async throws -> WireLocalSession
    func revoke(_ session: String, reason: String) async throws -> WireLocalSession
    /// Ends every session.
    func stop() async throws -> WireLocalStopReply
    func status() async throws -> WireLocalStatus
    /// What the contracts of this machine's customer give.
    func entitlement() async throws -> WireEntitlementViews
    /// The support codes, for a person with the admin right.
    func code(_ call: WireCodeShowCall) async throws -> WireCodeView
    /// The question with its number, or in the state `unsent`.
    func ask(_ call: WireHelpAskCall) async throws -> WireHelpView
    /// The questions of this machine; those that wait here first.
    func asked() async throws -> HelpList
    /// One piece of a file.
    func attach(_ call: WireAttachmentPutCall) async throws -> WireAttachmentState
    /// - Parameter subject: H-12 or S-1042.
    func ready(_ subject: String) async throws -> WireReadyReply
    /// - Parameter subject: R-3.
    func confirm(_ subject: String) async throws -> WireConfirmReply
    func addPolicy(_ call: WireLocalPolicyCall) async throws -> WireLocalPolicy
    /// Standing policies, newest first.
    func policies() async throws -> WireLocalPoliciesReply
    func revokePolicy(_ call: WireLocalPolicyRevokeCall) async throws -> WireLocalPolicy
    /// What is installed here.
    func versions() async throws -> WireLocalVersionsReply
    /// The version before; begun when it returns.
    func rollback(_ call: WireLocalRollbackCall) async throws -> WireLocalProduct
    /// Diagnoses of the last days, newest first.
    func diagnoses() async throws -> [WireLocalDiagnosis]
    /// With the files that would leave, or left.
    func diagnosis(_ call: WireLocalDiagnosisCall) async throws -> WireLocalDiagnosis
    /// One of the files, or the whole bundle, in pieces.
    func diagnosisFile(_ call: WireLocalDiagnosisCall, _ send: @Sendable ([UInt8]) async throws -> Void) async throws
    /// Lets it leave.
    func sendDiagnosis(_ call: WireLocalDiagnosisSendCall) async throws -> WireLocalDiagnosis
    /// Keeps it here.
    func withholdDiagnosis(_ call: WireLocalReasonCall) async throws -> WireLocalDiagnosis
    func audit(_ call: WireAuditListCall) async throws -> WireAuditListReply
    func verify() async throws -> WireAuditVerifyReply
    /// Whether an agent runs, rather than this process on its database.
    var isRunning: Bool { get }
}
