import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

/// Several products on one contract, and moving to a higher model (requirement A16).
struct ContractLineTests {
    private func line(
        _ product: String, purchased: String, replaces: NewLine.Replacement? = nil, calendar: String = PlanSnapshot.calendar
    ) throws -> NewLine {
        let padra = try LedgerUnderTest.padra()
        let plan = try PlanSnapshot(
            name: padra.name, edition: padra.edition, title: padra.title, months: padra.months,
            guaranteeMonths: padra.guaranteeMonths, calendar: calendar, tariff: padra.tariff, quotas: padra.quotas,
            kinds: padra.kinds)
        return NewLine(
            plan: plan, product: product, version: "1", platform: "linux-x86_64", purchased: try CivilDate(parsing: purchased),
            replaces: replaces)
    }

    private func quote(_ relay: LedgerUnderTest, line: ContractLineID?, isAccepted: Bool = true) throws -> QuotedPrice {
        QuotedPrice(
            id: .random(), number: 12, line: line, kind: ServiceKindName(rawValue: "higher-model"), place: .remote, cap: .one,
            total: Money(rials: 5_000_000), validUntil: relay.noon, isAccepted: isAccepted)
    }

    private func add(_ relay: LedgerUnderTest, _ line: NewLine, to contract: ContractID) throws -> LineStanding {
        try relay.database.write { try $0.contracts.addLine(line, to: contract, actor: "admin", at: relay.noon) }
    }

    @Test func `each product has its own year`() throws {
        let relay = try LedgerUnderTest()
        let first = try relay.addContract()
        let second = try add(relay, line("Padra Till", purchased: "1404-02-01"), to: first.contract.id)
        #expect(second.contract == first.contract)
        let view = try relay.database.read { try $0.contracts.view(first.contract.id) }
        #expect(
            view.lines.map { "\($0.line.product) \($0.terms[0].term.interval.end.jalaliText)" } == [
                "Padra Office 1405-05-14", "Padra Till 1405-02-01",
            ])
        #expect(view.lines[1].terms[0].buckets.first?.balances.brief == "2 granted, 2 available")
        #expect(view.customer == relay.customer && view.organisation.name == "Padra" && view.states.isEmpty)
        let accounts = try relay.database.read { try $0.standings.accounts(machine: nil, customer: relay.customer.id) }
        #expect(accounts == [.line(first.line.id), .line(second.line.id)])
        #expect(refusal { try add(relay, line("x", purchased: "1404-02-01"), to: .random()) } == .storageNoSuchRow)
    }

    @Test func `A16 a higher model takes the place of the old line, which pays for nothing new`() throws {
        let relay = try LedgerUnderTest()
        let old = try relay.addContract()
        let machine = MachineID.random()
        try relay.database.write { try $0.contracts.install(old.line.id, on: machine, at: relay.noon) }
        let quote = try quote(relay, line: old.line.id)
        let new = try add(
            relay, line("Padra Pro", purchased: "1404-08-01", replaces: .init(old.line.id, quote: quote)),
            to: old.contract.id)
        let (accounts, view) = try relay.database.read {
            (
                try $0.standings.accounts(machine: machine, customer: relay.customer.id),
                try $0.contracts.view(old.contract.id)
            )
        }
        #expect(accounts == [.line(new.line.id)])
        #expect(view.lines.map(\.replacedBy) == [new.line.id, nil] && view.lines.map(\.replaces) == [nil, old.line.id])
        #expect(view.lines.map(\.quote) == [nil, quote.id] && view.lines[1].machines == [machine])
        for term in [view.lines[0].terms[0].term] {
            let refused = refusal {
                try relay.database.write {
                    try $0.contracts.extend(
                        term.id, to: CivilDate(parsing: "1406-01-01"), actor: "a", reason: "r", zone: relay.zone, at: relay.noon)
                }
            }
            #expect(refused == .contractReplaced)
        }
        #expect(
            refusal {
                try relay.database.write {
                    try $0.contracts.renew(old.line.id, on: CivilDate(parsing: "1405-01-01"), actor: "a", at: relay.noon)
                }
            } == .contractReplaced)
        let again = NewLine.Replacement(old.line.id, quote: quote)
        #expect(
            refusal { try add(relay, line("Padra Pro", purchased: "1404-08-01", replaces: again), to: old.contract.id) }
                == .contractReplaced)
    }

    @Test func `A16 nothing is replaced without an accepted quote for that line`() throws {
        let relay = try LedgerUnderTest()
        let (old, other) = (try relay.addContract(), try relay.addContract())
        let cases: [(QuotedPrice, Failure.Code?)] = [
            (try quote(relay, line: old.line.id, isAccepted: false), .contractQuote),
            (try quote(relay, line: other.line.id), .contractQuote), (try quote(relay, line: nil), nil),
        ]
        for (quote, expected) in cases {
            let new = try line("Padra Pro", purchased: "1404-08-01", replaces: .init(old.line.id, quote: quote))
            #expect(refusal { try add(relay, new, to: old.contract.id) } == expected)
        }
        let foreign = NewLine.Replacement(other.line.id, quote: try quote(relay, line: other.line.id))
        let new = try line("Padra Pro", purchased: "1404-08-01", replaces: foreign)
        #expect(refusal { try add(relay, new, to: old.contract.id) } == .storageNoSuchRow)
    }

    @Test func `A26 a plan with a calendar that nobody imported is refused, at purchase and at renewal`() throws {
        let relay = try LedgerUnderTest()
        let first = try relay.addContract()
        let night = try line("Padra Till", purchased: "1404-02-01", calendar: "night")
        #expect(refusal { try add(relay, night, to: first.contract.id) } == .planCalendarUnknown)
        #expect(
            refusal {
                try relay.database.write {
                    try $0.contracts.renew(
                        first.line.id, on: CivilDate(parsing: "1405-01-01"), plan: night.plan, actor: "a", at: relay.noon)
                }
            } == .planCalendarUnknown)
        #expect(
            refusal {
                try relay.database.write {
                    try $0.contracts.add(NewContract(customer: relay.customer.id, line: night), actor: "a", at: relay.noon)
                }
            } == .planCalendarUnknown)
        let calendar = BusinessCalendar(name: "night", week: Array(repeating: [.init(start: 0, end: 360)], count: 7))
        try relay.database.write { _ = try $0.calendars.import(calendar, actor: "a", at: relay.noon) }
        #expect(try add(relay, night, to: first.contract.id).terms[0].plan.calendar == "night")
    }
}
