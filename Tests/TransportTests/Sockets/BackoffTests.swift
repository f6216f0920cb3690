import Testing
import Transport

struct BackoffTests {
    /// Draws the highest value there is.
    private struct Highest: RandomNumberGenerator {
        mutating func next() -> UInt64 { .max }
    }

    /// Draws the lowest value, by a number that the standard library does not reject as biased.
    private struct Lowest: RandomNumberGenerator {
        mutating func next() -> UInt64 { 1 << 40 }
    }

    @Test func `ceilings double from one second to five minutes, and stay there`() {
        var backoff = Backoff()
        var generator = Highest()
        let delays = (0..<12).map { _ in backoff.nextDelay(using: &generator) }
        #expect(delays == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map { Duration.seconds($0) })
        backoff.reset()
        #expect(backoff.nextDelay(using: &generator) == .seconds(1))
    }

    @Test func `H81 the jitter is full, and comes on top of what the relay asked for`() {
        var backoff = Backoff()
        var generator = Lowest()
        #expect(backoff.nextDelay(using: &generator) == .zero)
        #expect(backoff.nextDelay(using: &generator, notBefore: .seconds(7)) == .seconds(7))
    }
}
