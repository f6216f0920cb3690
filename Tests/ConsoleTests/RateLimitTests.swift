import Primitives
import Testing

@testable import Console

@Suite struct RateLimitTests {
    @Test func `bytes pass at the rate, after a quarter of a second's worth at once`() {
        let limit = RateLimit(bytesPerSecond: 1_000_000)
        let start = ContinuousClock.now
        var now = start
        var passed = 0
        while now < start + .seconds(10) {
            let delay = limit.take(50_000, at: now)
            now = now + max(delay, .milliseconds(1))
            passed += 50_000
        }
        #expect((10_000_000...10_400_000).contains(passed))
    }

    @Test func `a pause gives no more than a quarter of a second's worth`() {
        let limit = RateLimit(bytesPerSecond: 1000)
        let start = ContinuousClock.now
        #expect(limit.take(250, at: start) == .zero)
        #expect(limit.take(250, at: start + .seconds(3600)) == .zero)
        #expect(limit.take(1000, at: start + .seconds(3600)) == .seconds(1))
    }

    @Test(arguments: [
        ("500K", UInt64(500 << 10)), ("2M", 2 << 20), ("1.5M", 3 << 19), ("۲M", 2 << 20), ("2MiB/s", 2 << 20), ("1000", 1000),
        ("1g", 1 << 30),
    ]) func `a rate as it is typed`(text: String, rate: UInt64) throws {
        #expect(try TypedRate(text, option: "--limit").bytesPerSecond == rate)
    }

    @Test(arguments: ["", "fast", "999", "0", "-2M", "2X", "2M3K", "9999999999999999999G"])
    func `what is no rate is refused`(text: String) {
        #expect(throws: Failure.self) { try TypedRate(text, option: "--limit") }
    }
}
