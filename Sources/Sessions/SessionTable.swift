/// Every (state × event) cell of a session (H41), for all three initiators and both sides.
///
/// What is in an event's object is checked by `Session.apply`; this table says what may happen when.
package enum SessionTable {
    package enum Cell: Hashable, Sendable {
        /// The session goes on to this state.
        case go(SessionPhase)
        /// Noted, the state stays.
        case stay
        /// The same object again has no second effect; another one is a conflict.
        case repeatable
        /// Ends the session.
        case end
        /// Refused and logged.
        case refuse
    }

    package static func cell(_ phase: SessionPhase, _ event: SessionEvent.Kind, initiator: Initiator) -> Cell {
        // What the agent itself asked needs no delivery. A person sees it where the policy does not reach.
        if initiator == .agent, event == .delivered { return .refuse }
        return switch phase {
        case .requested, .delivered, .seen: asking(phase, event)
        case .granted: granted(event)
        case .active: active(event)
        case .suspended: suspended(event)
        case .ended: ended(event)
        }
    }

    private static func asking(_ phase: SessionPhase, _ event: SessionEvent.Kind) -> Cell {
        switch event {
        case .delivered: phase == .requested ? .go(.delivered) : .stay
        case .seen: phase == .seen ? .stay : .go(.seen)
        case .granted: .go(.granted)
        // Revoked: a grant that was void, or one that never reached the relay before it was taken back.
        case .denied, .revoked, .ended, .expired, .dropped: .end
        case .clockReversed, .rebooted: .stay
        case .activated, .voided, .started, .finished, .completed: .refuse
        }
    }

    private static func granted(_ event: SessionEvent.Kind) -> Cell {
        switch event {
        case .delivered, .seen, .rebooted: .stay
        case .granted: .repeatable
        case .activated: .go(.active)
        case .voided: .go(.delivered)
        // Approved again after a suspension: an outcome of before may still come.
        case .finished: .stay
        case .revoked, .ended, .expired, .dropped: .end
        case .clockReversed: .go(.suspended)
        case .started, .denied, .completed: .refuse
        }
    }

    private static func active(_ event: SessionEvent.Kind) -> Cell {
        switch event {
        case .delivered, .seen, .rebooted, .started, .finished: .stay
        // The relay does not learn of a suspension; it sees the grant that was given after it.
        case .granted: .go(.granted)
        case .activated: .repeatable
        case .revoked, .ended, .expired, .dropped, .completed: .end
        case .clockReversed: .go(.suspended)
        case .voided, .denied: .refuse
        }
    }

    private static func suspended(_ event: SessionEvent.Kind) -> Cell {
        switch event {
        case .delivered, .seen, .rebooted, .finished, .clockReversed: .stay
        case .granted: .go(.granted)
        case .denied, .revoked, .ended, .expired, .dropped, .completed: .end
        case .activated, .voided, .started: .refuse
        }
    }

    private static func ended(_ event: SessionEvent.Kind) -> Cell {
        switch event {
        // An outcome is never refused for being late; endings cross on the way.
        case .finished, .denied, .revoked, .ended, .expired, .dropped, .completed, .clockReversed, .rebooted: .stay
        case .delivered, .seen, .granted, .activated, .voided, .started: .refuse
        }
    }
}
