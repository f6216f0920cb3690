import Entitlement
import Primitives
import Testing
import Turns

@testable import RelayStorage

/// Invariants 2 and 12 over seeded histories of quotes, holds and charges, on a real file.
@Suite(.keepsThread) struct CommercePropertyTests {
    /// A quarter of the ledger's: each step of these looks at more.
    private static let histories = max(1, LedgerPropertyTests.histories / 4)
    private static let steps = 25

    @Test func `invariants 2 and 12 hold over seeded histories`() throws {
        let commerce = try CommerceUnderTest()
        let first = LedgerPropertyTests.firstSeed
        for seed in first..<(first + UInt64(Self.histories)) {
            let history = CommerceHistory(seed: seed, length: Self.steps)
            guard let message = Self.failure(of: history, commerce) else { continue }
            let small = Self.shrink(history) { Self.failure(of: $0, commerce) != nil }
            Issue.record("seed \(seed): \(message)\nshrunk to \(small)\n\(Self.failure(of: small, commerce) ?? "")")
            return
        }
    }

    @Test func `shrinking leaves only the steps that matter`() {
        let history = CommerceHistory(seed: 7, length: 40)
        let wanted = Set([history.steps[3], history.steps[29]])
        #expect(Set(Self.shrink(history) { wanted.isSubset(of: $0.steps) }.steps) == wanted)
    }

    private static func failure(of history: CommerceHistory, _ commerce: CommerceUnderTest) -> String? {
        do {
            try CommerceHistoryRun.perform(history, commerce)
            return nil
        } catch {
            return "\(error)"
        }
    }

    private static func shrink(_ history: CommerceHistory, while fails: (CommerceHistory) -> Bool) -> CommerceHistory {
        var (small, index) = (history, 0)
        while index < small.steps.count {
            var fewer = small
            fewer.steps.remove(at: index)
            if fails(fewer) { small = fewer } else { index += 1 }
        }
        return small
    }
}
