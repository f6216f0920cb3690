/// What can happen to a session. Whoever speaks for another party speaks with a verified object.
package enum SessionEvent: Hashable, Sendable {
    /// The agent has the request.
    case delivered
    /// A person at the machine has it before their eyes.
    case seen
    case granted(MatchedGrant)
    case activated(ActivatedGrant)
    /// The verdict changed before the hold, or one of its conditions is not met: the grant is void and the customer is asked again.
    case voided(Verified<Verdict>)
    /// An operation's intent was logged. `bytes`: its raw size, 0 where the relay cannot know it yet.
    case started(Verified<Operation>, bytes: UInt64)
    case finished(Verified<Outcome>)
    case denied(Verified<Denial>)
    case revoked(Verified<Revocation>)
    case ended(Verified<End>)
    /// The request's or the grant's time is over.
    case expired
    /// The other side says that the session is over, without a signed reason. Stopping needs no proof.
    case dropped
    /// Relay: all operations that it held for the session are over, and nobody waits for more (issue 4, "Waiting and many").
    case completed
    /// The machine's wall clock went back over a reboot.
    case clockReversed
    /// The machine was rebooted and its clock is sound: the grant goes on.
    case rebooted

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case delivered, seen, granted, activated, voided, started, finished, denied, revoked, ended, expired, dropped, completed
        case clockReversed = "clock-reversed"
        case rebooted
    }

    package var kind: Kind {
        switch self {
        case .delivered: .delivered
        case .seen: .seen
        case .granted: .granted
        case .activated: .activated
        case .voided: .voided
        case .started: .started
        case .finished: .finished
        case .denied: .denied
        case .revoked: .revoked
        case .ended: .ended
        case .expired: .expired
        case .dropped: .dropped
        case .completed: .completed
        case .clockReversed: .clockReversed
        case .rebooted: .rebooted
        }
    }
}

/// What the shell has to do because of an event. Each side performs those that are its own.
package enum SessionEffect: Hashable, Sendable {
    /// Relay: offer it to the agent. Agent: show it to the approvers.
    case prompt
    /// Agent: take the prompt away.
    case closePrompt
    /// Relay: evaluate again and hold in one transaction; answer with the activation or the new verdict.
    case evaluateAgain
    /// Agent: start what is stored. Relay: tell the technician.
    case beginWork
    /// Agent: stop what runs, within 250 ms. Relay: reset the session's streams.
    case stopWork
    /// Relay: close the lines (`Settlement`).
    case settle
}
