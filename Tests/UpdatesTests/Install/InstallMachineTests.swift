import Primitives
import Testing

@testable import Updates

/// The rules of installs, cell by cell (Docs/installs.md).
@Suite struct InstallMachineTests {
    static let now = Timestamp(milliseconds: 1_790_000_000_000)
    static let reason = InstallReason(code: "install.hook-failed", parameters: ["hook": "precheck"])

    /// What is known of a release once it is verified.
    struct Facts: Sendable, CustomTestStringConvertible {
        let data: InstallRecord.DataEffect
        let opensByHook: Bool
        var testDescription: String { "\(data)\(opensByHook ? ", opened by a hook" : "")" }

        static let plain = Facts(data: .untouched, opensByHook: false)
        static let migrating = Facts(data: .migrates, opensByHook: false)
        static let closed = Facts(data: .migrates, opensByHook: true)
    }

    static func taken(_ event: InstallEvent, by machine: inout InstallMachine) -> Bool {
        machine.handle(event, at: now)
    }

    /// The machine in a step of the way forward, with nothing gone wrong.
    static func machine(at step: InstallStep, _ facts: Facts = .plain, from: String? = "1.0") throws -> InstallMachine {
        var machine = InstallMachine(InstallRecord(id: "00", product: "ledger", from: from, to: "2.0", at: now))
        while machine.record.step != step {
            let event: InstallEvent =
                machine.record.step == .verified ? .verified(data: facts.data, opensByHook: facts.opensByHook) : .done
            try #require(taken(event, by: &machine))
            try #require(!machine.rests, "no way to \(step)")
        }
        return machine
    }

    static func path(_ facts: Facts) throws -> [InstallStep] {
        var machine = InstallMachine(InstallRecord(id: "00", product: "ledger", from: "1.0", to: "2.0", at: now))
        var steps = [machine.record.step]
        while !machine.rests {
            let event: InstallEvent =
                machine.record.step == .verified ? .verified(data: facts.data, opensByHook: facts.opensByHook) : .done
            try #require(taken(event, by: &machine))
            steps.append(machine.record.step)
        }
        #expect(machine.result == .committed)
        return steps
    }

    @Test func `the way forward`() throws {
        #expect(
            try Self.path(.plain)
                == [
                    .fetched, .verified, .staged, .prechecked, .stopped, .switched, .started, .healthy, .committed, .ended,
                ])
        #expect(
            try Self.path(.migrating)
                == [
                    .fetched, .verified, .staged, .prechecked, .backedUp, .stopped, .backedUpAtRest, .switched, .started,
                    .healthy, .committed, .ended,
                ])
        #expect(try Self.path(.closed).suffix(4) == [.healthy, .opened, .committed, .ended])
    }

    @Test(arguments: [
        (InstallStep.fetched, InstallStep.rolledBack), (.verified, .rolledBack), (.staged, .rolledBack),
        (.prechecked, .rolledBack), (.stopped, .backStarted), (.switched, .backSwitched), (.started, .backStopped),
        (.healthy, .backStopped), (.committed, .ended),
    ])
    func `what a failure of each step leads to, data untouched`(step: InstallStep, next: InstallStep) throws {
        var machine = try Self.machine(at: step)
        #expect(Self.taken(.failed(Self.reason), by: &machine))
        #expect(machine.record.step == next)
        #expect(!machine.record.restores)
    }

    @Test(arguments: [
        (InstallStep.backedUp, InstallStep.rolledBack, InstallStep.rolledBack), (.stopped, .backStarted, .backStarted),
        (.backedUpAtRest, .backStarted, .backStarted), (.switched, .backSwitched, .backSwitched),
        (.started, .undecided, .backStopped), (.healthy, .undecided, .backStopped),
    ])
    func `what a failure of each step leads to, data migrate: open from the start, and closed`(
        step: InstallStep, open: InstallStep, closed: InstallStep
    ) throws {
        for (facts, next) in [(Facts.migrating, open), (Facts.closed, closed)] {
            var machine = try Self.machine(at: step, facts)
            #expect(Self.taken(.failed(Self.reason), by: &machine))
            #expect(machine.record.step == next, "\(facts)")
            #expect(machine.record.restores == (next == .backStopped))
        }
    }

    @Test func `once people may have been in, a version that changed the data is not taken back by a program`() throws {
        var machine = try Self.machine(at: .opened, .closed)
        #expect(machine.record.isOpened)
        #expect(Self.taken(.failed(Self.reason), by: &machine))
        #expect(machine.record.step == .undecided)
        #expect(machine.rests && machine.result == nil)
        #expect(!Self.taken(.done, by: &machine))
        #expect(!Self.taken(.found(.new), by: &machine))
    }

    /// A disk that failed for a moment while the open hook was to be begun asked a person, though nobody had been let in.
    @Test(arguments: ["install.hook-not-started", "install.staging"])
    func `what could not even be begun is tried again before a person is asked`(code: String) throws {
        for (step, facts) in [(InstallStep.opened, Facts.closed), (.started, .migrating)] {
            var machine = try Self.machine(at: step, facts)
            for _ in 0..<InstallLimits.attempts {
                #expect(Self.taken(.failed(InstallReason(code: code)), by: &machine))
                #expect(machine.record.step == step)
            }
            var asking = machine
            #expect(Self.taken(.failed(InstallReason(code: code)), by: &asking))
            #expect(asking.record.step == .undecided)
            while !machine.rests { #expect(Self.taken(.done, by: &machine)) }
            #expect(machine.result == .committed)
        }
        // Where a program may go back alone, it does.
        var machine = try Self.machine(at: .started)
        #expect(Self.taken(.failed(InstallReason(code: code)), by: &machine))
        #expect(machine.record.step == .backStopped)
    }

    @Test(arguments: [
        (InstallEvent.Decision.keep, InstallStep.switched, false), (.goBack, .backStopped, false),
        (.goBackRestoring, .backStopped, true),
    ])
    func `what a person decides`(decision: InstallEvent.Decision, next: InstallStep, restores: Bool) throws {
        var machine = try Self.machine(at: .healthy, .migrating)
        #expect(!Self.taken(.decided(decision), by: &machine))
        #expect(Self.taken(.failed(Self.reason), by: &machine))
        #expect(Self.taken(.decided(decision), by: &machine))
        #expect(machine.record.step == next)
        #expect(machine.record.restores == restores)
    }

    @Test func `a version that a person keeps is started and not asked how it is`() throws {
        var machine = try Self.machine(at: .healthy, .migrating)
        #expect(Self.taken(.failed(Self.reason), by: &machine))
        #expect(Self.taken(.decided(.keep), by: &machine))
        for step in [InstallStep.started, .committed, .ended] {
            #expect(Self.taken(.done, by: &machine))
            #expect(machine.record.step == step)
        }
        #expect(machine.result == .committed)
    }

    /// The crash table: found in, `current` names, what is done.
    @Test(arguments: [
        (InstallStep.fetched, InstallEvent.CurrentLink.old, InstallStep.rolledBack), (.verified, .old, .rolledBack),
        (.staged, .old, .rolledBack), (.prechecked, .old, .rolledBack), (.stopped, .old, .backStarted),
        (.switched, .old, .backStarted), (.switched, .new, .started), (.started, .new, .started), (.healthy, .new, .started),
        (.committed, .new, .committed), (.fetched, .other, .backSwitched), (.stopped, .new, .backSwitched),
        (.switched, .other, .backSwitched), (.started, .old, .backStopped), (.healthy, .other, .backStopped),
        (.committed, .other, .committed),
    ])
    func `H67 what a crash found in each step leads to`(
        step: InstallStep, link: InstallEvent.CurrentLink, next: InstallStep
    ) throws {
        var machine = try Self.machine(at: step)
        #expect(Self.taken(.found(link), by: &machine))
        #expect(machine.record.step == next)
    }

    /// The same on the way back, for a release whose backup goes back.
    @Test(arguments: [
        (InstallStep.backStopped, InstallEvent.CurrentLink.new, InstallStep.backStopped),
        (.backRestored, .new, .backStopped), (.backSwitched, .new, .backStopped), (.backSwitched, .old, .backStarted),
        (.backStarted, .old, .backStarted), (.backStarted, .new, .backStopped), (.rolledBack, .old, .rolledBack),
    ])
    func `H67 what a crash found on the way back leads to`(
        step: InstallStep, link: InstallEvent.CurrentLink, next: InstallStep
    ) throws {
        var machine = try Self.machine(at: .healthy, .closed)
        #expect(Self.taken(.failed(Self.reason), by: &machine))
        while machine.record.step != step { #expect(Self.taken(.done, by: &machine)) }
        #expect(Self.taken(.found(link), by: &machine))
        #expect(machine.record.step == next)
        #expect(machine.record.restores)
    }

    @Test func `H68 a machine that goes down at each start of the new version gets the old one back`() throws {
        var machine = try Self.machine(at: .started)
        var crashes = 0
        while machine.record.step == .started {
            if crashes.isMultiple(of: 2) { #expect(Self.taken(.done, by: &machine)) }
            #expect(Self.taken(.found(.new), by: &machine))
            crashes += 1
        }
        #expect(crashes == InstallLimits.attempts + 1)
        #expect(machine.record.step == .backStopped)
        #expect(machine.record.reason?.code == "install.crash-loop")
    }

    @Test func `H68 a way back that goes down again and again waits for a person`() throws {
        var machine = try Self.machine(at: .healthy, .closed)
        #expect(Self.taken(.failed(Self.reason), by: &machine))
        var crashes = 0
        while machine.record.step != .undecided {
            #expect(Self.taken(.done, by: &machine))
            #expect(machine.record.step == .backRestored)
            #expect(Self.taken(.found(.new), by: &machine))
            crashes += 1
        }
        #expect(crashes == InstallLimits.attempts + 1)
    }

    @Test(arguments: [
        (InstallStep.backRestored, InstallStep.undecided), (.backSwitched, .undecided), (.backStarted, .rolledBack),
    ])
    func `a step back is tried a few times`(step: InstallStep, next: InstallStep) throws {
        var machine = try Self.machine(at: .healthy, .closed)
        #expect(Self.taken(.failed(Self.reason), by: &machine))
        while machine.record.step != step { #expect(Self.taken(.done, by: &machine)) }
        for _ in 0..<InstallLimits.attempts {
            #expect(Self.taken(.failed(Self.reason), by: &machine))
            #expect(machine.record.step == step)
        }
        #expect(Self.taken(.failed(Self.reason), by: &machine))
        #expect(machine.record.step == next)
        #expect(machine.record.isOldDown == (step == .backStarted))
    }

    @Test func `the record survives its journal`() throws {
        for facts in [Facts.plain, .migrating, .closed] {
            for step in try Self.path(facts).dropLast() {
                let record = try Self.machine(at: step, facts).record
                #expect(try JSONRound.trip(record) == record)
            }
        }
    }
}
