import Primitives
import Testing

@testable import Console

@Suite struct PatienceTests {
    private let start = Timestamp(milliseconds: 1_800_000_000_000)
    private let lost = Failure(Failure.Code(rawValue: "connection.lost"))
    private let busy = Failure(Failure.Code(rawValue: "operation.running"))

    private func away(since: Duration) -> Failure {
        Failure(.machineAway, ["machine": "M-7", "last_seen": String((start - since).milliseconds)])
    }

    @Test func `a machine that went away just now is waited for, 60 seconds`() {
        var patience = Patience()
        let failure = away(since: .seconds(30))
        #expect(patience.delay(after: failure, at: start) != nil)
        #expect(patience.delay(after: failure, at: start + .seconds(59)) != nil)
        #expect(patience.delay(after: failure, at: start + .seconds(60)) == nil)
    }

    @Test func `a machine that is away for long is not`() {
        var patience = Patience()
        #expect(patience.delay(after: away(since: .seconds(120)), at: start) == nil)
        #expect(patience.delay(after: Failure(.machineAway, ["last_seen": "nonsense"]), at: start) == nil)
        #expect(patience.delay(after: Failure(.machineAway), at: start) == nil)
    }

    @Test func `a transfer that advances may be lost again, for hours; one that stands still is given up`() {
        var patience = Patience()
        patience.reached(0)
        #expect(patience.delay(after: lost, at: start) != nil)
        patience.reached(1 << 20)
        #expect(patience.delay(after: lost, at: start + .seconds(30)) != nil)
        // Nothing more arrives: the time goes on from the first loss.
        patience.reached(1 << 20)
        #expect(patience.delay(after: lost, at: start + .seconds(30) + Patience.advancedLimit - .seconds(1)) != nil)
        patience.reached(1 << 20)
        #expect(patience.delay(after: lost, at: start + .seconds(30) + Patience.advancedLimit) == nil)
    }

    @Test func `a link that breaks every 30 seconds is made again as often as it breaks`() {
        var patience = Patience()
        for attempt in 0..<10_000 {
            patience.reached(Int64(attempt) << 20)
            let time = start + .seconds(30) * attempt
            let failure = attempt.isMultiple(of: 7) ? away(since: .seconds(100_000)) : lost
            guard attempt > 0 || failure.code != .machineAway else { continue }
            #expect(patience.delay(after: failure, at: time) == .milliseconds(500))
        }
    }

    @Test func `pauses grow while nothing arrives, and never past the limit`() {
        var patience = Patience(limit: .seconds(100))
        var time = start
        var pauses: [Duration] = []
        while let pause = patience.delay(after: lost, at: time) {
            pauses.append(pause)
            time = time + pause
        }
        #expect(pauses.prefix(6) == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(15)])
        #expect(time == start + .seconds(100))
    }

    @Test func `what a person chose counts for a machine that is away, too`() {
        var patience = Patience(limit: .seconds(3600))
        let failure = away(since: .seconds(100_000))
        #expect(patience.delay(after: failure, at: start) != nil)
        #expect(patience.delay(after: failure, at: start + .seconds(3600)) == nil)
    }

    @Test func `a connection that is lost mid-way is made again for 20 seconds`() {
        var patience = Patience()
        #expect(patience.delay(after: lost, at: start) != nil)
        #expect(patience.delay(after: Failure(Failure.Code(rawValue: "network.unreachable")), at: start + .seconds(19)) != nil)
        #expect(patience.delay(after: lost, at: start + .seconds(20)) == nil)
    }

    @Test func `an earlier attempt that is not cleared away is waited for`() {
        var patience = Patience()
        #expect(patience.delay(after: busy, at: start) != nil)
        #expect(patience.delay(after: busy, at: start + .seconds(20)) == nil)
    }

    @Test(arguments: [
        "session.revoked", "operation.outside-scope", "outcome.differs", "machine.key-changed", "file.changed", "call.forbidden",
        "certificate.revoked",
    ])
    func `a refusal is final`(code: String) {
        var patience = Patience()
        #expect(patience.delay(after: Failure(Failure.Code(rawValue: code)), at: start) == nil)
        #expect(!Patience.isLoss(Failure(Failure.Code(rawValue: code))))
    }

    @Test func `a stream that was reset is lost or refused by its code`() {
        func reset(_ code: String) -> Failure { Failure(Failure.Code(rawValue: "stream.reset"), ["code": code]) }
        #expect(Patience.isLoss(reset("connection-lost")))
        #expect(!Patience.isLoss(reset("forbidden")))
    }
}
