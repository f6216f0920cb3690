package import Messages
import Primitives
import Sessions
import SwiftProtobuf

/// Lists of sessions, in pages.
extension LocalCalls {
    typealias Send = @Sendable (WireLocalSessions) async throws -> Void

    package func requests() async throws -> WireLocalSessions {
        let gathered = Gathered<WireLocalSession>()
        try await requests { gathered.add($0.sessions) }
        return WireLocalSessions.with { $0.sessions = gathered.all }
    }

    package func history(last count: Int) async throws -> WireLocalSessions {
        var sessions: [WireLocalSession] = []
        var place: Int64?
        repeat {
            let page = try await desk.history(before: place)
            sessions += page.sessions
            place = page.next
        } while place != nil && sessions.count < count
        return WireLocalSessions.with { $0.sessions = Array(sessions.prefix(max(0, count))) }
    }

    /// The open sessions; each page is seen once it was sent.
    func requests(_ send: Send) async throws {
        try await show(try await desk.openInOrder(), send)
    }

    /// All sessions, newest first, as far as the reader reads.
    func history(_ send: Send) async throws {
        var pages = ReplyPages<WireLocalSession>()
        var place: Int64?
        repeat {
            let page = try await desk.history(before: place)
            for session in page.sessions {
                if let full = try pages.add(session) { try await send(.with { $0.sessions = full }) }
            }
            place = page.next
            try Task.checkCancellation()
        } while place != nil
        let rest = pages.rest
        try await send(.with { $0.sessions = rest })
    }

    /// The open sessions once, then each one that has changed, those that ended too, until the reader goes away.
    func watch(_ send: Send) async throws {
        var version = desk.changes.version
        var known = try await desk.marks()
        try await requests(send)
        while !Task.isCancelled {
            await desk.changes.wait(after: version)
            version = desk.changes.version
            let marks = try await desk.marks()
            let changed = Set(marks.keys).union(known.keys).filter { marks[$0] != known[$0] }
            known = marks
            if !changed.isEmpty { try await show(changed.sorted(), send) }
        }
    }

    private func show(_ ids: [SessionID], _ send: Send) async throws {
        let isWhole = ids.count <= LocalLimits.wholeRequests
        var pages = ReplyPages<WireLocalSession>()
        func say(_ sessions: [WireLocalSession]) async throws {
            try await send(WireLocalSessions.with { $0.sessions = sessions })
            try await desk.seen(sessions.compactMap { SessionID($0.session) }, isWhole: isWhole)
        }
        for start in stride(from: 0, to: ids.count, by: LocalLimits.listStep) {
            let step = ids[start..<min(start + LocalLimits.listStep, ids.count)]
            for session in try await desk.views(of: Array(step)) {
                if let full = try pages.add(limited(session)) { try await say(full) }
            }
        }
        try await say(pages.rest)
    }
}
