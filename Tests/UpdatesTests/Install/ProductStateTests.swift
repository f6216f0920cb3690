import Primitives
import Testing

@testable import Updates

/// What may be begun, and what is remembered.
@Suite struct ProductStateTests {
    private static let now = InstallMachineTests.now
    private static let week = Duration.seconds(7 * 86_400)

    /// By length and text: enough to order the versions of these tests.
    private static func isHigher(_ left: String, _ right: String) -> Bool { left > right }

    private static func begin(_ state: inout ProductState, _ version: String, id: String = "00") throws {
        try state.begin(version, id: id, at: now, isHigher: isHigher)
    }

    /// Takes the install under way to its end; what `event` says happens at `step`.
    private static func run(
        _ state: inout ProductState, data: InstallRecord.DataEffect = .untouched, at step: InstallStep? = nil,
        _ event: InstallEvent = .done
    ) throws {
        var machine = InstallMachine(try #require(state.install))
        var isSaid = false
        while !machine.rests {
            var next: InstallEvent = machine.record.step == .verified ? .verified(data: data, opensByHook: false) : .done
            if machine.record.step == step, !isSaid { (next, isSaid) = (event, true) }
            #expect(InstallMachineTests.taken(next, by: &machine))
            state.advance(to: machine, keeping: week, at: now)
        }
    }

    private static func installed(_ versions: String..., data: InstallRecord.DataEffect = .untouched) throws -> ProductState {
        var state = ProductState(product: "ledger")
        for (index, version) in versions.enumerated() {
            try begin(&state, version, id: "\(index)")
            try run(&state, data: data)
        }
        return state
    }

    private static func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Failure)?.code.rawValue
        }
    }

    @Test func `versions rise, the one before is kept, and goes after its time`() throws {
        var state = try Self.installed("1.0", "1.1")
        #expect(state.committed == "1.1")
        #expect(state.kept.map(\.version) == ["1.0"])
        #expect(state.outcomes.map(\.word) == [.committed, .committed])
        #expect(state.removeExpired(at: Self.now + Self.week - .seconds(1)).isEmpty)
        #expect(state.removeExpired(at: Self.now + Self.week).map(\.version) == ["1.0"])
        #expect(state.kept.isEmpty)
    }

    @Test func `what is refused before anything is done`() throws {
        var state = try Self.installed("1.0", "1.1")
        #expect(Self.code { try Self.begin(&state, "1.1") } == "install.installed")
        #expect(Self.code { try Self.begin(&state, "1.0") } == "install.lower-version")
        try Self.begin(&state, "2.0")
        #expect(Self.code { try Self.begin(&state, "2.1") } == "install.busy")
        #expect(Self.code { try state.beginRollback(restores: nil, at: Self.now) } == "install.busy")
    }

    @Test func `a version that failed is not tried again until told`() throws {
        var state = try Self.installed("1.0")
        try Self.begin(&state, "2.0")
        try Self.run(&state, at: .healthy, .failed(InstallMachineTests.reason))
        #expect(state.committed == "1.0" && state.install == nil)
        #expect(state.outcomes.last?.word == .rolledBack)
        #expect(Self.code { try Self.begin(&state, "2.0") } == "install.failed-before")
        try Self.begin(&state, "2.1")
        try Self.run(&state)
        state.forgetFailure(of: "2.0")
        #expect(state.failed.isEmpty)
    }

    @Test func `H68 an install that is cut off before its switch is tried again, but not for ever`() throws {
        var state = try Self.installed("1.0")
        for _ in 0..<InstallLimits.interruptions {
            try Self.begin(&state, "2.0")
            try Self.run(&state, at: .staged, .found(.old))
            #expect(state.outcomes.last?.word == .interrupted)
        }
        #expect(Self.code { try Self.begin(&state, "2.0") } == "install.failed-before")
        state.forgetFailure(of: "2.0")
        try Self.begin(&state, "2.0")
        try Self.run(&state)
        #expect(state.committed == "2.0")
    }

    @Test func `a rollback is journaled, goes one version back, and needs a word about data that changed`() throws {
        var state = try Self.installed("1.0")
        #expect(Self.code { try state.beginRollback(restores: nil, at: Self.now) } == "install.nothing-kept")
        try Self.begin(&state, "2.0", id: "backup")
        try Self.run(&state, data: .migrates)
        #expect(Self.code { try state.beginRollback(restores: nil, at: Self.now) } == "install.data-choice")
        try state.beginRollback(restores: true, at: Self.now)
        #expect(state.install?.id == "backup" && state.install?.step == .backStopped && state.install?.restores == true)
        try Self.run(&state)
        #expect(state.committed == "1.0" && state.kept.isEmpty)
        #expect(Self.code { try Self.begin(&state, "2.0") } == "install.failed-before")
    }

    @Test func `a withdrawn version goes from what is kept, and outcomes are told once`() throws {
        var state = try Self.installed("1.0", "1.1", "1.2")
        #expect(state.drop("1.0").map(\.version) == ["1.0"])
        #expect(state.drop("1.0").isEmpty)
        #expect(state.kept.map(\.version) == ["1.1"])
        state.acknowledge("1")
        #expect(state.outcomes.map(\.isReported) == [false, true, false])
    }

    @Test func `beyond a version that is gone, and after which the data changed, nobody goes back`() throws {
        var state = try Self.installed("1.0", "1.1")
        try Self.begin(&state, "2.0", id: "2")
        try Self.run(&state, data: .migrates)
        #expect(state.kept.map(\.version) == ["1.0", "1.1"])
        // To 1.0 there is no backup: only 1.1 has one.
        #expect(state.drop("1.1").map(\.version) == ["1.0", "1.1"])
        #expect(Self.code { try state.beginRollback(restores: true, at: Self.now) } == "install.nothing-kept")
    }

    @Test func `a version is taken back until the next install`() throws {
        var state = try Self.installed("1.0", "1.1", "1.2")
        #expect(Self.code { try state.beginRollback(of: "1.1", restores: nil, at: Self.now) } == "install.undo-over")
        try state.beginRollback(of: "1.2", restores: nil, at: Self.now)
        try Self.run(&state)
        #expect(state.committed == "1.1")
        #expect(Self.code { try state.beginRollback(of: "1.2", restores: nil, at: Self.now) } == "install.undo-over")
    }

    @Test func `what was not the version's fault does not keep it away, but not for ever where the disk may be at fault`() throws
    {
        var state = try Self.installed("1.0")
        for (step, code, times) in [
            (InstallStep.verified, "metadata.expired", 9), (.verified, "install.floor", 9), (.staged, "install.full-needed", 9),
            (.staged, "install.staging", InstallLimits.interruptions - 1),
        ] {
            for _ in 0..<times {
                try Self.begin(&state, "2.0")
                try Self.run(&state, at: step, .failed(InstallReason(code: code)))
                #expect(state.outcomes.last?.word == .rolledBack && state.outcomes.last?.reason?.code == code)
            }
        }
        #expect(state.failed.isEmpty)
        try Self.begin(&state, "2.0")
        try Self.run(&state, at: .staged, .failed(InstallReason(code: "install.staging")))
        #expect(Self.code { try Self.begin(&state, "2.0") } == "install.failed-before")
    }

    @Test func `what is remembered is bounded`() throws {
        var state = ProductState(product: "ledger")
        for number in 0..<(InstallLimits.failedVersions + 1) {
            try Self.begin(&state, "1.\(1000 + number)", id: "\(number)")
            try Self.run(&state, at: .staged, .failed(InstallMachineTests.reason))
        }
        #expect(state.failed.count == InstallLimits.failedVersions)
        #expect(state.outcomes.count == InstallLimits.outcomes)
        var kept = ProductState(product: "ledger")
        for number in 0..<(InstallLimits.keptVersions + 2) {
            try Self.begin(&kept, "1.\(1000 + number)", id: "\(number)")
            try Self.run(&kept)
        }
        #expect(kept.removeExpired(at: Self.now).map(\.version) == ["1.1000"])
        #expect(kept.kept.count == InstallLimits.keptVersions)
    }
}
