package import Documents
package import Messages
import Primitives
import Sessions

/// `requests`, `history`.
package struct SessionsOutput: Encodable, Sendable {
    let sessions: [SessionOutput]

    package init(_ sessions: WireLocalSessions) {
        self.sessions = sessions.sessions.map(SessionOutput.init)
    }
}

/// `stop`.
package struct StopOutput: Encodable, Sendable {
    let ended: UInt32

    package init(_ reply: WireLocalStopReply) {
        ended = reply.ended
    }
}

/// `status`.
package struct StatusOutput: Encodable, Sendable {
    let running: Bool
    let machine: String
    let vendor: String
    let vendorName: String
    let relay: String
    let connected: Bool
    let connectedSince: OutputTime?
    let lastError: String?
    let waiting: UInt32
    let active: UInt32
    let roots: [String]
    let certificateNotAfter: OutputTime?
    let program: String

    package init(_ status: WireLocalStatus, running: Bool) {
        self.running = running
        machine = status.machine
        vendor = status.vendor
        vendorName = DisplayText.stripped(status.vendorName)
        relay = status.relay
        connected = status.connected
        connectedSince = OutputTime(wire: status.connectedSince)
        lastError = status.lastError.isEmpty ? nil : status.lastError
        waiting = status.waiting
        active = status.active
        roots = status.roots
        certificateNotAfter = OutputTime(wire: status.certificateNotAfter)
        program = status.program
    }
}

/// `audit verify`.
package struct AuditVerifyOutput: Encodable, Sendable {
    let sound: Bool
    let entries: UInt64
    let firstBad: UInt64?
    let problem: String?

    package init(_ reply: WireAuditVerifyReply) {
        sound = reply.sound
        entries = reply.entries
        firstBad = reply.sound ? nil : reply.firstBad
        problem = reply.sound ? nil : reply.problem
    }
}

/// `enrol`.
package struct EnrolOutput: Encodable, Sendable {
    package let machine: String
    package let vendor: String
    package let vendorName: String
    package let customer: String
    package let relay: String
    package let state: String
    package let checkWords: String
    package let roots: [String]
    package let certificateNotAfter: OutputTime
}

/// `approver list`, `approver set`.
package struct ApproversOutput: Encodable, Sendable {
    package struct Person: Encodable, Sendable {
        let user: String?
        let uid: UInt32?
        let name: String?
        let mayApprove: Bool
        let costLimitRials: Int64
        let admin: Bool
    }

    let approvers: [Person]

    package init(_ settings: AgentSettings) {
        approvers = settings.approvers.map {
            Person(
                user: $0.user, uid: $0.uid, name: $0.name, mayApprove: $0.mayApprove ?? true, costLimitRials: $0.costLimit ?? 0,
                admin: $0.admin ?? ($0.uid == 0))
        }
    }
}
