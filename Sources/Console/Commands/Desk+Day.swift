import Messages
import Primitives
import SwiftProtobuf
import Transport

/// What there is to do.
extension TechnicianDesk {
    package func day() async throws -> DayOutput {
        let day = try await call(.dayShow, WireEmpty())
        return DayOutput(day, sessions: try day.sessions.map { try facts($0) }, waiting: try day.waiting.map { try facts($0) })
    }

    /// Periodic services and calls that come up.
    package func due(withinDays days: UInt32) async throws -> DueOutput {
        let replies = try await replies(.dueList, WireDueCall.with { $0.withinDays = days })
        return DueOutput(replies.flatMap(\.items))
    }
}
