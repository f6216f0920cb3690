package import Primitives

/// How one line of an ended session closes (design of entitlement, "Sessions and lines").
package struct LineSettlement: Hashable, Sendable {
    package enum Decision: Hashable, Sendable {
        /// This much of the hold was used, in thousandths.
        case consumed(Int64)
        /// No operation reached its effect: all of it comes back.
        case returned
        /// Failed, stopped, or silent: an admin decides, 0 until then.
        case disputed
        /// An operation's outcome has not come yet; the hold stands until then.
        case waiting(until: Timestamp)
    }

    package let line: Int
    package let decision: Decision
}

/// Decides from signed outcomes alone; a `Session` holds no other results.
package enum Settlement {
    /// How long a hold waits for an outcome after its grant.
    package static let holdLife: Duration = .seconds(14 * 86_400)

    /// One decision for each line.
    /// - Throws: `session.wrong-state` unless the session has ended.
    package static func decide(_ session: Session, at time: Timestamp) throws(Failure) -> [LineSettlement] {
        guard session.phase == .ended else {
            throw Failure(
                .sessionWrongState, ["session": session.id.description, "state": session.phase.rawValue, "event": "settled"])
        }
        return session.lines.map { LineSettlement(line: $0.number, decision: decision($0, session, time)) }
    }

    private static func decision(_ line: SessionLine, _ session: Session, _ time: Timestamp) -> LineSettlement.Decision {
        let operations = session.operations.filter { $0.line == line.number }
        guard session.activation != nil, !operations.isEmpty else { return .returned }
        if operations.contains(where: { $0.result == nil }) {
            let limit = (session.grant?.received ?? session.requestExpiry) + holdLife
            return time < limit ? .waiting(until: limit) : .disputed
        }
        let succeeded = operations.contains { $0.result == .succeeded }
        let failed = operations.contains { $0.result == .failed }
        // The technician's own word counts only against the vendor: "failed" after signed successes is not simply charged, and
        // "done" after a failure means that a later attempt brought it about.
        switch (succeeded, failed) {
        case (false, false): return .returned
        case (true, false): return session.reason == .failed ? .disputed : .consumed(line.quantity)
        case (true, true): return session.reason == .done ? .consumed(line.quantity) : .disputed
        case (false, true): return .disputed
        }
    }
}
