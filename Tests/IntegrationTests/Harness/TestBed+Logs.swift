import Logging
import Messages
import NIOCore
import NIOPosix
import SwiftProtobuf
import Transport

/// What the two logs say.
extension TestBed {
    /// Kinds of the relay's entries of a session, in order.
    func auditKinds(of session: String) async throws -> [String] {
        let log = try await hamyar("audit", "list", "--session", session, "--count", "2000", "--json")
        return try log.json["entries"].array.map(\.["kind"].string)
    }

    func agentAuditKinds(of session: String) async throws -> [String] {
        try await agentLog(of: session).map(\.kind)
    }

    struct LogEntry: Sendable {
        let kind: String
        /// Milliseconds since 1970.
        let time: Int64
        let ids: [String: String]
    }

    /// The agent's log, by its control socket; all of it where no session is named.
    func agentLog(of session: String = "") async throws -> [LogEntry] {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let connection = try await LocalDialer.connect(
            path: agentState + "/control.sock", group: MultiThreadedEventLoopGroup.singleton, logger: logger)
        defer { connection.close() }
        var entries: [WireAuditEntry] = []
        while true {
            let reply = try await connection.call(
                .localAudit,
                WireAuditListCall.with {
                    $0.first = entries.last.map { $0.index + 1 } ?? 0
                    $0.count = 100
                    $0.session = session
                })
            entries += reply.entries
            if reply.entries.isEmpty { return entries.map { LogEntry(kind: $0.kind, time: $0.time, ids: $0.ids) } }
        }
    }
}
