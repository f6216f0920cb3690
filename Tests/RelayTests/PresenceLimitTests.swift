import Primitives
import Testing

@testable import Relay

/// Who is admitted, and who is a copy: values without a connection, at their limits and one above.
struct PresenceLimitTests {
    private let start = Timestamp(milliseconds: 1_800_000_000_000)

    /// What each of `count` callers is told.
    private func told(_ admission: inout ReconnectAdmission, _ count: Int64, at time: Timestamp) -> [Duration?] {
        (0..<count).map { _ in admission.admit(at: time) }
    }

    @Test func `H81 a burst is admitted, then so many a second, and the rest is told when to come back`() {
        var admission = ReconnectAdmission()
        #expect(told(&admission, ReconnectAdmission.burst, at: start).allSatisfy { $0 == nil })
        #expect(told(&admission, 1, at: start).allSatisfy { $0.map { $0 >= .seconds(1) } ?? false })
        let later = start + .seconds(1)
        #expect(told(&admission, ReconnectAdmission.rate, at: later).allSatisfy { $0 == nil })
        #expect(told(&admission, 1, at: later).allSatisfy { $0 != nil })
    }

    @Test func `H81 who is turned away waits its turn, and no longer than the limit`() {
        var admission = ReconnectAdmission()
        _ = told(&admission, ReconnectAdmission.burst, at: start)
        let delays = told(&admission, ReconnectAdmission.rate * 120, at: start).compactMap { $0 }
        #expect(delays.count == Int(ReconnectAdmission.rate * 120))
        #expect(delays == delays.sorted())
        #expect(delays.last == ReconnectAdmission.longestDelay)
    }

    @Test func `a clock that goes back admits nobody twice`() {
        var admission = ReconnectAdmission()
        _ = told(&admission, ReconnectAdmission.burst, at: start)
        #expect(told(&admission, 1, at: start - .seconds(3600)).allSatisfy { $0 != nil })
    }

    /// Boots of one machine as they connect, one after the other.
    private func isCloned(_ boots: [String], every pause: Duration = .seconds(1)) -> Bool {
        var watch = CloneWatch()
        return boots.enumerated().map { watch.connected(bootID: $1, at: start + pause * $0) }.contains(true)
    }

    /// Two boots in turn, of which a displaced one comes back so often.
    private func pair(returning count: Int) -> [String] {
        (0..<count + 2).map { $0.isMultiple(of: 2) ? "a" : "b" }
    }

    @Test func `two boots that displace each other are clones one return above the limit`() {
        #expect(!isCloned(pair(returning: CloneWatch.returnsLimit)))
        #expect(isCloned(pair(returning: CloneWatch.returnsLimit + 1)))
    }

    @Test func `displacements older than the window do not count, and neither does the same boot`() {
        #expect(!isCloned(pair(returning: 10), every: CloneWatch.window))
        #expect(!isCloned(Array(repeating: "a", count: 100)))
    }

    @Test func `reboots are no clones`() {
        #expect(!isCloned((0..<100).map { "boot \($0)" }))
    }
}
