import Cryptography
import Entitlement
import Primitives
import Sessions
import Storage
import Testing

@testable import RelayStorage

/// Lists at their limit and one above, and what may not be longer.
@Suite struct ListLimitTests {
    @Test func `a customer's name at the limit and one above`() throws {
        let relay = try LedgerUnderTest()
        func add(_ count: Int) throws {
            let name = String(repeating: "ش", count: count)
            try relay.database.write {
                try $0.customers.add(Customer(id: .random(), organisation: relay.organisation, name: name), at: relay.noon)
            }
        }
        try add(Customer.nameLimit)
        #expect(refusal { try add(Customer.nameLimit + 1) } == .customerName)
    }

    @Test func `a search gives its limit of hits and no more`() throws {
        let relay = try LedgerUnderTest()
        func add(_ count: Int) throws {
            try relay.database.write { transaction in
                for number in 0..<count {
                    let customer = Customer(id: .random(), organisation: relay.organisation, name: "Depot \(number)")
                    try transaction.customers.add(customer, at: relay.noon)
                }
            }
        }
        func hits() throws -> Int { try relay.database.read { try $0.search.find("depot", scope: .all) }.count }
        try add(EntitlementSearch.hitLimit - 1)
        #expect(try hits() == EntitlementSearch.hitLimit - 1)
        try add(1)
        #expect(try hits() == EntitlementSearch.hitLimit)
        try add(1)
        #expect(try hits() == EntitlementSearch.hitLimit)
    }

    @Test func `a list of sessions has its limit of them, the newest`() throws {
        let relay = try RelayUnderTest()
        func list() throws -> [Int] { try relay.database.read { try $0.sessions.list(scope: .all) }.map(\.number) }
        for _ in 0..<RelaySessions.listLimit {
            let (session, request) = try relay.session()
            try relay.insert(session, request)
        }
        #expect(try list().count == RelaySessions.listLimit && list().last == 1001)
        let (session, request) = try relay.session()
        try relay.insert(session, request)
        #expect(try list().count == RelaySessions.listLimit && list().last == 1002)
    }

    @Test func `a list of help requests has its limit of them`() throws {
        let help = try HelpUnderTest()
        let machines = try (0...HelpLimits.listed / HelpLimits.openRequests).map { _ in try help.relay.addMachine() }
        func list() throws -> [Int64] {
            try help.read { try $0.helpRequests.all(of: help.relay.customer.id) }.map(\.number)
        }
        func ask(_ numbers: Range<Int>) throws {
            try help.write { transaction in
                for number in numbers {
                    let machine = machines[number / HelpLimits.openRequests]
                    _ = try transaction.helpRequests.ask(help.new(key: "k\(number)", machine: machine), at: help.time(number))
                }
            }
        }
        try ask(0..<HelpLimits.listed)
        #expect(try list().count == HelpLimits.listed && list().last == 1)
        try ask(HelpLimits.listed..<HelpLimits.listed + 1)
        #expect(try list().count == HelpLimits.listed && list().last == 2)
    }

    @Test func `lists of corrections and records have their limit of them, the newest`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        let bucket = try #require(line.buckets.first).bucket.id
        func add(_ numbers: Range<Int>) throws {
            try commerce.relay.database.write { transaction in
                for number in numbers {
                    _ = try transaction.corrections.propose(
                        .adjust(bucket: bucket, amount: .one), reason: "counted", key: "k\(number)", by: commerce.admin,
                        at: commerce.noon)
                    _ = try transaction.serviceRecords.make(
                        commerce.record(line, "guidance", .phone, key: "k\(number)"), by: commerce.sara, in: commerce.setting(),
                        at: commerce.noon)
                }
            }
        }
        func lists() throws -> [[Int64]] {
            try commerce.relay.database.read {
                [
                    try $0.corrections.list(scope: .all).map(\.number), try $0.serviceRecords.list(scope: .all).map(\.number),
                ]
            }
        }
        try add(0..<CommerceLimits.listRows)
        for list in try lists() { #expect(list.count == CommerceLimits.listRows && list.last == 1) }
        try add(CommerceLimits.listRows..<CommerceLimits.listRows + 1)
        for list in try lists() { #expect(list.count == CommerceLimits.listRows && list.last == 2) }
    }

    @Test func `a help request names the contracts that it may be about, at the limit and one above`() throws {
        let help = try HelpUnderTest()
        var first: LineStanding?
        func contracts(_ request: HelpRequest) throws -> [Int64] { try help.read { try $0.helpRequests.contracts(of: request) } }
        let request = try help.ask()
        #expect(try contracts(request).isEmpty)
        for _ in 0..<HelpLimits.contracts {
            let line = try help.relay.addContract()
            first = first ?? line
        }
        let all = try contracts(request)
        #expect(all.count == HelpLimits.contracts && all == all.sorted() && all.first == first?.contract.number)
        _ = try help.relay.addContract()
        #expect(try contracts(request) == all)
    }

    @Test func `quotes that lapsed are written down within the window and not one moment later`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = NewQuote(
            key: "key", account: .line(line.line.id), kind: ServiceKindName(rawValue: "custom"), place: .remote)
        new.lines = [
            QuoteLine(
                title: LocalizedText(persian: "کار", english: "work"), quantity: .one, unit: .count, rate: Money(rials: 1000),
                amount: Money(rials: 1000))
        ]
        new.validFor = .seconds(60)
        let quote = try commerce.make(new)
        let last = quote.validUntil + CommerceLimits.lapseWindow
        #expect(try commerce.relay.database.write { try $0.quotes.lapse(at: last + .milliseconds(1)) }.isEmpty)
        #expect(try commerce.relay.database.write { try $0.quotes.lapse(at: last) }.map(\.id) == [quote.id])
    }
}
