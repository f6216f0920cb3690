package import Primitives
import Storage

extension HelpRequests {
    /// When the request waited for the customer, the oldest first: from `waiting` to whatever came next. A wait that has not
    /// ended reaches to `time`.
    package func pauses(of request: HelpRequestID, at time: Timestamp) throws -> [Range<Timestamp>] {
        var pauses: [Range<Timestamp>] = []
        var since: Timestamp?
        for event in try events(of: request) {
            switch event.step {
            case .waiting: since = since ?? event.time
            case .taken, .ready, .closed:
                if let start = since, start < event.time { pauses.append(start..<event.time) }
                since = nil
            case .open, .attached: continue
            }
        }
        if let start = since, start < time { pauses.append(start..<time) }
        return pauses
    }
}
