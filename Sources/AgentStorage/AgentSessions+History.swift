package import Primitives
import Storage

extension AgentSessions {
    /// Sessions that one page of the history reads.
    package static let pageLimit = 100

    /// Ids of one page, newest first, and the place where the next one goes on; nil at the end.
    package struct HistoryPage: Sendable {
        package let sessions: [SessionID]
        package let next: Int64?
    }

    /// - Parameter place: as the page before named it; nil for the newest.
    package func history(before place: Int64? = nil) throws -> HistoryPage {
        let rows = try transaction.query(
            "SELECT rowid AS place, id FROM sessions WHERE rowid < ? ORDER BY rowid DESC LIMIT ?",
            [place ?? .max, Self.pageLimit])
        let next = rows.count == Self.pageLimit ? try rows.last.map { try $0.value("place", as: Int64.self) } : nil
        return HistoryPage(sessions: try rows.map { try $0.value("id") }, next: next)
    }
}
