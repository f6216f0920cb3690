import AuditLog
import Primitives
import Testing

@Suite struct AlertBudgetTests {
    @Test func `refusals are logged up to the burst, and again after the interval`() {
        var budget = AlertBudget()
        let time = Timestamp(milliseconds: 1_000_000)
        let times = Array(repeating: time, count: AlertBudget.burst + 1) + [time + .seconds(59), time + .seconds(60)]
        let spent = times.map { budget.spend(at: $0) }
        #expect(spent == Array(repeating: true, count: AlertBudget.burst) + [false, false, true])
        // A clock that goes back does not silence the log.
        let afterwards = budget.spend(at: Timestamp(milliseconds: 0))
        #expect(afterwards)
    }
}
