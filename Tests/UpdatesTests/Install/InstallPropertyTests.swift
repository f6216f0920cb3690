import Foundation
import Primitives
import Testing

@testable import Updates

/// Histories drawn by chance on a simulated machine: whatever fails and whenever the power goes, old or new is there and runs.
/// Another run of seeds with HAMYAR_SEED, more with HAMYAR_HISTORIES.
@Suite struct InstallPropertyTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let firstSeed = environment["HAMYAR_SEED"].flatMap { UInt64($0) } ?? 1404
    private static let histories = environment["HAMYAR_HISTORIES"].flatMap { UInt64($0) } ?? 3000
    private static let now = InstallMachineTests.now

    @Test(arguments: [InstallMachineTests.Facts.plain, .migrating, .closed])
    func `H67 H68 no history ends with neither, loses a row or goes on for ever`(facts: InstallMachineTests.Facts) {
        let last = Self.firstSeed + Self.histories - 1
        print("histories of installs (\(facts.testDescription)): seeds \(Self.firstSeed) to \(last)")
        for seed in Self.firstSeed..<(Self.firstSeed + Self.histories) { history(seed, facts) }
    }

    private func history(_ seed: UInt64, _ facts: InstallMachineTests.Facts) {
        var chance = Chance(seed: seed)
        var world = SimulatedMachine(facts: facts)
        var machine = InstallMachine(InstallRecord(id: "00", product: "ledger", from: "1.0", to: "2.0", at: Self.now))
        // Some histories are nearly quiet, some nearly all crashes.
        let (crash, failure) = (chance.below(85), chance.below(60))
        var isDecided = false
        var steps = 0
        while !machine.rests || machine.record.step == .undecided {
            steps += 1
            guard steps < 400 else {
                Issue.record("seed \(seed): no end")
                return
            }
            if machine.record.step == .undecided {
                judgeResting(machine, world, seed)
                if chance.below(4) == 0 { return }
                isDecided = true
                let decisions = InstallEvent.Decision.allCases
                _ = machine.handle(.decided(decisions[chance.below(decisions.count)]), at: Self.now)
                continue
            }
            world.enterRow()
            if chance.below(100) < crash {
                // Before the step's effect, after it, or the program alone went down while the machine stayed up.
                if chance.below(2) == 0 { world.perform(machine.record, isDecided: isDecided) }
                if chance.below(3) > 0 { world.boot() }
                world.enterRow()
                _ = machine.handle(.found(world.link), at: Self.now)
            } else if chance.below(100) < failure {
                let isBegun = chance.below(2) == 0
                if isBegun { world.perform(machine.record, isDecided: isDecided) }
                let reason = isBegun || chance.below(2) == 0 ? InstallMachineTests.reason : InstallReason(code: "install.staging")
                _ = machine.handle(.failed(reason), at: Self.now)
            } else {
                world.perform(machine.record, isDecided: isDecided)
                let event: InstallEvent =
                    machine.record.step == .verified ? .verified(data: facts.data, opensByHook: facts.opensByHook) : .done
                _ = machine.handle(event, at: Self.now)
            }
        }
        judgeResting(machine, world, seed)
        guard let result = machine.result else {
            Issue.record("seed \(seed): no result")
            return
        }
        switch result {
        case .committed: #expect(world.current == .new, "seed \(seed)")
        case .rolledBack, .interrupted:
            #expect(world.current == .old, "seed \(seed)")
            #expect(world.running == .old || machine.record.isOldDown, "seed \(seed)")
            if !isDecided, facts.data == .migrates, !machine.record.isOldDown { #expect(world.format == .old, "seed \(seed)") }
        }
    }

    private func judgeResting(_ machine: InstallMachine, _ world: SimulatedMachine, _ seed: UInt64) {
        #expect(world.current.map { world.trees.contains($0) } == true, "seed \(seed): neither, at \(machine.record.step)")
        #expect(world.lostRows == 0, "seed \(seed): \(world.lostRows) rows lost")
    }
}
