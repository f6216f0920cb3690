import Cryptography
import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

@Suite struct DayTests {
    private func due(_ commerce: CommerceUnderTest, within days: Int, on day: String) throws -> [DueService] {
        let time = try commerce.day(day)
        return try commerce.relay.database.read {
            try $0.dueServices(within: days, scope: .all, in: commerce.relay.zone, at: time)
        }
    }

    @Test func `A11 a periodic service is due six months after the term's start, and after it was done`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        #expect(try due(commerce, within: 0, on: "1404-11-13").isEmpty)
        let first = try #require(try due(commerce, within: 1, on: "1404-11-13").first)
        #expect(first.date.jalaliText == "1404-11-14" && first.last == nil && !first.isOverdue)
        #expect(try due(commerce, within: 0, on: "1404-11-15").map(\.isOverdue) == [true])
        // A failed visit does not count, one that was done moves it on.
        for (key, outcome) in [("f", ServiceOutcome.failed), ("d", .done)] {
            var new = commerce.record(line, "check", .phone, key: key)
            new.outcome = outcome
            try commerce.make(new, at: try commerce.day("1404-10-01"))
        }
        let next = try due(commerce, within: 366, on: "1404-11-15")
        #expect(next.map(\.date.jalaliText) == ["1405-04-01"] && next[0].last?.jalaliText == "1404-10-01")
        try commerce.make(commerce.record(line, "check", .phone, key: "g"), at: try commerce.day("1405-04-01"))
        // The next one would be after the term.
        #expect(try due(commerce, within: 366, on: "1405-04-02").isEmpty)
        let code = refusal { try due(commerce, within: CommerceLimits.dueDays + 1, on: "1404-11-15") }
        #expect(code == .dateOutOfRange)
    }

    @Test(
        arguments: [("1405-04-01", "1405-08-01", "1405-02-01"), ("1405-06-10", "1405-12-10", nil)] as [(String, String, String?)])
    func `A11 the schedule goes on in a renewal without a gap, and starts anew after a lapse`(
        renewed: String, expected: String, last: String?
    ) throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        try commerce.make(commerce.record(line, "check", .phone, key: "d"), at: try commerce.day("1405-02-01"))
        let term = try commerce.relay.database.write {
            try $0.contracts.renew(line.line.id, on: CivilDate(parsing: renewed), actor: "admin", at: commerce.day(renewed))
        }
        let day = try term.interval.start.adding(days: 1).jalaliText
        let next = try #require(try due(commerce, within: 366, on: day).first)
        #expect(next.date.jalaliText == expected && next.last?.jalaliText == last)
    }

    @Test func `A23 only active contracts have something due`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        try commerce.relay.database.write {
            try $0.execute("UPDATE contracts SET state = 'suspended' WHERE id = ?", [line.contract.id])
        }
        #expect(try due(commerce, within: 366, on: "1404-11-15").isEmpty)
    }

    @Test func `a promise is due on its day, and kept by a record that names it or does the same`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        for (key, kind) in [("a", "guidance"), ("b", "check"), ("c", "guidance")] {
            var new = commerce.record(line, kind, .phone, key: key)
            new.followUp = try CivilDate(parsing: "1404-08-03")
            try commerce.make(new, by: key == "c" ? commerce.reza : commerce.sara)
        }
        func promises(_ technician: TechnicianID, on day: String) throws -> [Int64] {
            let date = try CivilDate(parsing: day)
            return try commerce.relay.database.read { try $0.serviceRecords.followUps(of: technician, until: date) }
                .map(\.record.number)
        }
        #expect(try promises(commerce.sara, on: "1404-08-02").isEmpty)
        // R-1 was followed by R-3 of the same kind.
        #expect(try promises(commerce.sara, on: "1404-08-03") == [2])
        #expect(try promises(commerce.reza, on: "1404-08-03") == [3])
        var kept = commerce.record(line, "install", .remote, key: "d")
        kept.reference = "R-۲"
        try commerce.make(kept)
        #expect(try promises(commerce.sara, on: "1404-08-09").isEmpty)
    }

    @Test func `the day lists what I may confirm, and nothing that I asked for`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        try commerce.make(commerce.record(line, "unlock", .phone))
        var new = NewQuote(
            key: "q", account: .line(line.line.id), kind: ServiceKindName(rawValue: "install"), place: .remote)
        new.discount = .amount(Money(rials: 1))
        _ = try commerce.record(RecordedAcceptance(person: "Karimi", how: .phone), of: try commerce.make(new))
        let bucket = try #require(line.buckets.first { $0.bucket.role == .allotment }).bucket.id
        _ = try commerce.relay.database.write {
            try $0.corrections.propose(
                .adjust(bucket: bucket, amount: .one), reason: "gift", key: "k", by: commerce.admin, at: commerce.noon)
        }
        func subjects(_ technician: TechnicianID) throws -> [String] {
            try commerce.relay.database.read {
                try $0.workDay(of: technician, scope: .all, in: commerce.setting(), at: commerce.noon)
            }.confirmations.map(\.subject)
        }
        #expect(try subjects(commerce.sara).isEmpty)
        #expect(try subjects(commerce.reza) == ["R-1", "Q-1"])
        #expect(try subjects(commerce.admin) == ["R-1", "Q-1"])
        #expect(try subjects(commerce.otherAdmin) == ["R-1", "Q-1", "K-1"])
    }

    @Test func `a contract's page says what is left, until when, and what it costs beyond`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        try commerce.make(commerce.record(line, "install", .remote))
        try commerce.make(commerce.record(line, "check", .phone, key: "check"))
        let setting = commerce.setting([try CommerceUnderTest.tariff()])
        let report = try commerce.relay.database.read {
            try $0.entitlementReport(of: line.contract.id, in: setting, at: commerce.noon)
        }
        #expect(report.points == 15 && report.customer.id == commerce.relay.customer.id)
        let page = try #require(report.lines.first)
        #expect(page.isInside && page.term.interval.end.jalaliText == "1405-05-14")
        // From 1 Aban to 14 Mordad: 30 days each of three months, 30 or 29 and four times 31, 13 days.
        #expect(page.daysLeft == page.term.interval.end.dayNumber - (try CivilDate(parsing: "1404-08-01")).dayNumber)
        #expect(page.quotas.map(\.balances.brief) == ["2 granted, 1 available, 1 consumed", "120 granted, 120 available"])
        #expect(page.quotas[0].beyond == .fixed(Money(rials: 1_000_000)))
        // Two million an hour: what a minute costs, where a started rial is a rial.
        #expect(page.quotas[1].beyond == .tariff(Money(rials: 33_334), name: "guild 1404-1"))
        #expect(page.kinds.map(\.rule).prefix(3) == ["A4", "A4", "A4"])
        let visit = try #require(page.kinds.first { $0.rule == "A7" })
        // A minute is billed as half an hour.
        #expect(visit.inside == .priced(.tariff(Money(rials: 1_000_000), name: "guild 1404-1")))
        #expect(visit.outside == .priced(.quote))
        #expect(page.kinds.first { $0.rule == "A11" }?.used == .one)
        let over = try commerce.relay.database.read {
            try $0.entitlementReport(of: line.contract.id, in: commerce.setting(), at: commerce.day("1405-05-14"))
        }
        #expect(over.lines.map(\.daysLeft) == [0] && over.lines.map(\.isInside) == [false])
    }

    @Test func `A26 and B4 a help request's due time waits with the customer`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.relay.addContract()
        let machine = MachineID.random()
        let request = try commerce.relay.database.write { transaction in
            _ = try transaction.machines.insert(
                id: machine, organisation: commerce.relay.organisation, customer: commerce.relay.customer.id, name: "pc",
                publicKey: PrivateKey.generate().publicKey, certificate: [1], notAfter: .distantFuture, enrolled: commerce.noon)
            return try transaction.helpRequests.ask(
                NewHelpRequest(
                    key: "k", customer: commerce.relay.customer.id, machine: machine, line: line.line.id,
                    kind: ServiceKindName(rawValue: "error-fixing"), text: "help", person: "Ali"),
                at: commerce.noon)
        }
        let target = try #require(line.terms[0].plan.kind(request.kind)?.targetMinutes)
        let setting = try commerce.relay.database.read { try $0.entitlementSetting(in: commerce.relay.zone) }
        func due(at time: Timestamp) throws -> Timestamp? {
            try commerce.relay.database.read {
                try $0.helpRequests.due(of: $0.helpRequests.require(request.id), in: setting, at: time)
            }
        }
        let calendar = try #require(setting.calendars[line.terms[0].plan.calendar])
        let business = try BusinessTime(calendar, in: commerce.relay.zone)
        #expect(try due(at: commerce.noon) == business.deadline(from: commerce.noon, after: .seconds(target * 60)))
        try commerce.relay.database.write { transaction in
            _ = try transaction.helpRequests.take(request.id, by: commerce.sara, at: commerce.noon)
            _ = try transaction.helpRequests.wait(request.id, for: "backup", by: commerce.sara, at: commerce.noon)
        }
        let later = commerce.noon + .seconds(1800)
        #expect(try due(at: later) == nil)
        _ = try commerce.relay.database.write { try $0.helpRequests.take(request.id, by: commerce.sara, at: later) }
        #expect(try due(at: later) == business.deadline(from: later, after: .seconds(target * 60)))
        let day = try commerce.relay.database.read {
            try $0.workDay(of: commerce.sara, scope: .all, in: setting, at: later)
        }
        #expect(day.requests.map(\.request.number) == [1])
        let other = try commerce.relay.database.read {
            try $0.workDay(of: commerce.reza, scope: .all, in: setting, at: later)
        }
        #expect(other.requests.isEmpty)
    }
}
