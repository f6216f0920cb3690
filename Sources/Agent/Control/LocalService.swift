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
    func audit(_ call: WireAuditListCall) async throws -> WireAuditListReply
    func verify() async throws -> WireAuditVerifyReply
    /// Whether an agent runs, rather than this process on its database.
    var isRunning: Bool { get }
}
