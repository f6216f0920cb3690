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

    @Test func `a transfer that advances may be lost again, one that does not is given up`() {
        var patience = Patience()
        patience.reached(0)
        #expect(patience.delay(after: lost, at: start) != nil)
        patience.reached(1 << 20)
        #expect(patience.delay(after: lost, at: start + .seconds(30)) != nil)
        patience.reached(1 << 20)
        #expect(patience.delay(after: lost, at: start + .seconds(50)) == nil)
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
