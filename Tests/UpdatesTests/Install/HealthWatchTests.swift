import Primitives
import Testing

@testable import Updates

@Suite struct HealthWatchTests {
    private static let start = InstallMachineTests.now

    /// What is said at each second: `+` well, `-` not.
    private static func verdicts(_ text: String) -> [HealthWatch.Verdict] {
        var watch = HealthWatch(holds: .seconds(3), within: .seconds(8), from: start)
        return text.enumerated().map { second, word in
            let time = start + .seconds(second)
            return watch.observe(isWell: word == "+", began: time, at: time)
        }
    }

    @Test func `it holds only without a break, and within its time`() {
        #expect(Self.verdicts("++++") == [.wait, .wait, .wait, .holds])
        #expect(Self.verdicts("++-++++").last == .holds)
        #expect(Self.verdicts("++-++++").dropLast().allSatisfy { $0 == .wait })
        #expect(Self.verdicts("++-++-++-").last == .expired)
        #expect(Self.verdicts("---------").last == .expired)
        #expect(Self.verdicts("-----++++").last == .holds)
    }
}
