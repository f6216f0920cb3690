package import Messages
import Primitives
import SwiftProtobuf
package import Transport

/// The running agent behind its control socket.
package struct SocketService: LocalService {
    let connection: PeerConnection

    package var isRunning: Bool { true }

    package func requests() async throws -> WireLocalSessions { try await connection.call(.localRequests, WireEmpty()) }

    package func history() async throws -> WireLocalSessions { try await connection.call(.localHistory, WireEmpty()) }

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

    package func audit(_ call: WireAuditListCall) async throws -> WireAuditListReply {
        try await connection.call(.localAudit, call)
    }

    package func verify() async throws -> WireAuditVerifyReply {
        try await connection.call(.localVerify, WireEmpty(), timeout: .seconds(600))
    }

    /// The open sessions, once now and again at each change.
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
