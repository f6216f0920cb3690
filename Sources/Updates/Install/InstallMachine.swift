package import Cryptography
package import Primitives

/// The rules of an install: an event goes in, the record of the next step comes out. A value without clock or disk.
///
/// Whoever drives it writes the record to the disk before anything of its step is done, does it, and says how that went.
package struct InstallMachine: Hashable, Sendable {
    package private(set) var record: InstallRecord

    package init(_ record: InstallRecord) {
        self.record = record
    }

    /// Whether nothing is to be done until a person decides, or at all.
    package var rests: Bool { record.step == .undecided || record.step == .ended }

    /// How it ended; nil while it has not.
    package var result: InstallResult? {
        guard record.step == .ended else { return nil }
        guard let reason = record.reason else { return .committed }
        if record.isAskedRollback { return .rolledBack(reason) }
        return reason.code == InstallReason.interruptedCode ? .interrupted : .rolledBack(reason)
    }

    /// Remembers how a step went; before the event that it led to.
    package mutating func note(_ trace: InstallTrace) {
        if record.traces.count < InstallLimits.traces { record.traces.append(trace) }
    }

    package mutating func note(fromTree: Digest?, toTree: Digest?) {
        record.fromTree = fromTree
        record.toTree = toTree
    }

    /// Returns false, and changes nothing, for what cannot happen now: a decision nobody waits for, an event after the end.
    package mutating func handle(_ event: InstallEvent, at now: Timestamp) -> Bool {
        switch event {
        case .decided(let decision):
            guard record.step == .undecided else { return false }
            decide(decision, now)
        case .found(let link):
            guard !rests else { return false }
            recover(link, now)
        case .verified(let data, let opensByHook):
            guard record.step == .verified else { return false }
            record.data = data
            record.opensByHook = opensByHook
            enter(.staged, now)
        case .done:
            guard !rests, record.step != .verified else { return false }
            advance(now)
        case .failed(let reason):
            guard !rests else { return false }
            fail(reason, now)
        }
        return true
    }

    private mutating func advance(_ now: Timestamp) {
        let migrates = record.data == .migrates
        switch record.step {
        case .fetched: enter(.verified, now)
        case .verified: enter(.staged, now)
        case .staged: enter(.prechecked, now)
        case .prechecked: enter(migrates ? .backedUp : .stopped, now)
        case .backedUp: enter(.stopped, now)
        case .stopped: enter(migrates ? .backedUpAtRest : .switched, now)
        case .backedUpAtRest: enter(.switched, now)
        case .switched: start(now)
        case .started:
            if record.isAccepted { open(now) } else { enter(.healthy, now) }
        case .healthy: open(now)
        case .opened: enter(.committed, now)
        case .committed: enter(.ended, now)
        case .backStopped: enter(record.restores ? .backRestored : .backSwitched, now)
        case .backRestored: enter(.backSwitched, now)
        case .backSwitched: enter(.backStarted, now)
        case .backStarted: enter(.rolledBack, now)
        case .rolledBack: enter(.ended, now)
        case .undecided, .ended: break
        }
    }

    private mutating func fail(_ reason: InstallReason, _ now: Timestamp) {
        if record.failedAt == nil { record.failedAt = record.step }
        switch record.step {
        case .fetched, .verified, .staged, .prechecked, .backedUp:
            record.reason = reason
            enter(.rolledBack, now)
        case .stopped, .backedUpAtRest:
            record.reason = reason
            enter(.backStarted, now)
        case .switched where record.isAccepted: goBackByTheDataRule(reason, now)
        case .switched:
            // The name may have changed all the same. Nothing was started.
            record.reason = reason
            enter(.backSwitched, now)
        case .started, .healthy, .opened:
            // What was not even begun let nobody in. It is tried again, as after a crash, before a person is asked.
            if !record.mayRollBackAlone, InstallReason.notBegun.contains(reason.code), countAttempt() {
                return record.since = now
            }
            goBackByTheDataRule(reason, now)
        // The commit stands: what it could not clear away is cleared later.
        case .committed: enter(.ended, now)
        case .backStopped where !record.restores:
            // A product that crashed cannot be stopped; the old one must come up all the same.
            enter(.backSwitched, now)
        case .backStopped, .backRestored, .backSwitched:
            guard !countAttempt() else { return record.since = now }
            record.reason = reason
            enter(.undecided, now)
        case .backStarted:
            guard !countAttempt() else { return record.since = now }
            record.isOldDown = true
            enter(.rolledBack, now)
        case .rolledBack: enter(.ended, now)
        case .undecided, .ended: break
        }
    }

    private mutating func recover(_ link: InstallEvent.CurrentLink, _ now: Timestamp) {
        switch record.step {
        case .switched where record.isAccepted:
            guard countAttempt() else { return goBackByTheDataRule(.crashLoop(record), now) }
            record.since = now
        case let step where step.isBeforeSwitch || (step == .switched && link != .new):
            record.reason = .interrupted(record)
            if link != .old {
                enter(.backSwitched, now)
            } else {
                enter(step.mayHaveStopped ? .backStarted : .rolledBack, now)
            }
        case .switched, .started, .healthy:
            guard link == .new else { return goBackByTheDataRule(.currentChanged(record), now) }
            guard countAttempt() else { return goBackByTheDataRule(.crashLoop(record), now) }
            start(now, isAgain: true)
        case .opened:
            guard countAttempt() else { return goBackByTheDataRule(.crashLoop(record), now) }
            record.since = now
        case .backSwitched where link == .old: enter(.backStarted, now)
        case .backStarted where link == .old:
            guard !countAttempt() else { return record.since = now }
            record.isOldDown = true
            enter(.rolledBack, now)
        case .backStopped, .backRestored, .backSwitched, .backStarted:
            // The machine may have started the new version by itself while it came up: it is stopped before its data change,
            // and the data rule holds for it too.
            if link == .new, !record.isDecided, !record.restores, record.data == .migrates {
                if !record.opensByHook { record.isOpened = true }
                return goBackByTheDataRule(record.reason ?? .crashLoop(record), now)
            }
            guard countAttempt() else {
                record.reason = .crashLoop(record)
                return enter(.undecided, now)
            }
            let attempts = record.attempts
            enter(.backStopped, now)
            record.attempts = attempts
        case .committed, .rolledBack: record.since = now
        default: break
        }
    }

    private mutating func decide(_ decision: InstallEvent.Decision, _ now: Timestamp) {
        record.isDecided = true
        switch decision {
        case .keep:
            // It may stand half-way back: it gets its name again and is started, and nobody asks its probe any more.
            record.reason = nil
            record.isAccepted = true
            enter(.switched, now)
        case .goBack, .goBackRestoring:
            record.isAccepted = false
            record.restores = decision == .goBackRestoring
            enter(.backStopped, now)
        }
    }

    private mutating func start(_ now: Timestamp, isAgain: Bool = false) {
        // What nothing holds closed is open from here on.
        if !record.opensByHook { record.isOpened = true }
        let attempts = record.attempts
        enter(.started, now)
        if isAgain { record.attempts = attempts }
    }

    private mutating func open(_ now: Timestamp) {
        guard record.opensByHook else { return enter(.committed, now) }
        record.isOpened = true
        enter(.opened, now)
    }

    private mutating func goBackByTheDataRule(_ reason: InstallReason, _ now: Timestamp) {
        record.reason = reason
        // Who accepted it decides again.
        guard record.mayRollBackAlone, !record.isAccepted else { return enter(.undecided, now) }
        record.restores = record.data == .migrates
        enter(.backStopped, now)
    }

    /// false where there were enough of them.
    private mutating func countAttempt() -> Bool {
        guard record.attempts < InstallLimits.attempts else { return false }
        record.attempts += 1
        return true
    }

    private mutating func enter(_ step: InstallStep, _ now: Timestamp) {
        // Starting and probing are one attempt, and so is the way back: the count goes on from step to step.
        let goesOn = step == .healthy || (step.isOnTheWayBack && record.step.isOnTheWayBack)
        record.step = step
        record.since = now
        if !goesOn { record.attempts = 0 }
    }
}
