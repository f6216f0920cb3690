import Cryptography
import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

struct ContractTests {
    @Test func aContractGrantsItsPlansQuotasOnceForEachBucket() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        #expect(line.contract.number == 1001)
        #expect(line.terms.map(\.interval.end.jalaliText) == ["1405-05-14"])
        #expect(
            line.buckets.map { "\($0.bucket.quota) \($0.bucket.role): \($0.balances.brief)" } == [
                "remote-install allotment: 2 granted, 2 available", "brought-install allotment: 1 granted, 1 available",
                "remote-training allotment: 1 granted, 1 available", "company-training allotment: 1 granted, 1 available",
                "on-site-visit allotment: 1 granted, 1 available", "error-fixing tally: ",
            ])
        let entries = try relay.entries(line)
        #expect(entries.map(\.transaction.kind) == Array(repeating: .grant, count: 5))
        #expect(try relay.addContract().contract.number == 1002)
    }

    @Test func overridesOfThePurchaseAreKept() throws {
        let relay = try LedgerUnderTest()
        let overrides = PurchaseOverrides(
            months: 24, quotas: ["remote-install": try Quantity(units: 5)],
            without: [ServiceKindName(rawValue: "error-fixing")])
        let line = try relay.addContract(overrides: overrides)
        #expect(line.terms[0].interval.end.jalaliText == "1406-05-14")
        #expect(line.line.overrides == overrides)
        #expect(try relay.balances(line, "remote-install")?.brief == "5 granted, 5 available")
        #expect(try relay.balances(line, "error-fixing") == nil)
    }

    @Test func termsOfALineNeverOverlap() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let plan = line.terms[0].plan
        let early = try Term(id: .random(), line: line.line.id, anchor: CivilDate(parsing: "1405-05-13"), plan: plan)
        #expect(
            refusal {
                try relay.database.write { try $0.contracts.addTerm(early, of: line.contract.id, actor: "x", at: relay.noon) }
            }
                == .contractTermsOverlap)
        let next = try Term(id: .random(), line: line.line.id, anchor: line.terms[0].interval.end, plan: plan)
        try relay.database.write { try $0.contracts.addTerm(next, of: line.contract.id, actor: "x", at: relay.noon) }
        let renewed = try relay.database.read { try $0.standings.line(line.line.id) }
        #expect(renewed.terms.count == 2 && renewed.buckets.count == 12)
    }

    @Test func aCustomersNameIsAName() throws {
        let relay = try LedgerUnderTest()
        for name in ["", " \u{200c}", String(repeating: "x", count: 161), "a\nb", "a\u{1b}[2J"] {
            let customer = Customer(id: .random(), organisation: relay.organisation, name: name)
            #expect(refusal { try relay.database.write { try $0.customers.add(customer, at: relay.noon) } } == .customerName)
        }
        let foreign = Customer(id: .random(), organisation: .random(), name: "x")
        #expect(refusal { try relay.database.write { try $0.customers.add(foreign, at: relay.noon) } } == .storageConstraint)
    }

    @Test func accountsAreTheMachinesLinesElseTheCustomersElseAProspect() throws {
        let relay = try LedgerUnderTest()
        let machine = MachineID.random()
        func accounts(_ contract: ContractID? = nil) throws -> [EntitlementAccount] {
            try relay.database.read {
                try $0.standings.accounts(machine: machine, customer: relay.customer.id, contract: contract)
            }
        }
        #expect(try accounts() == [.prospect(relay.customer.id)])
        let (first, second) = (try relay.addContract(), try relay.addContract())
        #expect(try accounts() == [.line(first.line.id), .line(second.line.id)])
        #expect(try accounts(second.contract.id) == [.line(second.line.id)])
        try relay.database.write { try $0.contracts.install(second.line.id, on: machine, at: relay.noon) }
        try relay.database.write { try $0.contracts.install(second.line.id, on: machine, at: relay.noon) }
        #expect(try accounts() == [.line(second.line.id)])
    }

    @Test(arguments: [
        "شرکت نرم افزاری", "نرم‌افزاري", "آبي", "C-1001", "c-۱۰۰۱", "1001", "padra OFFICE", "po-123", "PO-۱۲۳",
    ])
    func isFoundAsPeopleType(text: String) throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let hits = try relay.database.read { try $0.search.find(text, scope: .only(relay.organisation)) }
        #expect(hits.contains { $0.subject == .contract(line.contract.id) || $0.subject == .customer(relay.customer.id) })
        #expect(try relay.database.read { try $0.search.find(text, scope: .only(.random())) }.isEmpty)
    }

    @Test func machinesAreFoundByNameNumberAndOwner() throws {
        let relay = try LedgerUnderTest()
        let machine = MachineID.random()
        let key = try PrivateKey.generate().publicKey
        try relay.database.write {
            _ = try $0.machines.insert(
                id: machine, organisation: relay.organisation, customer: relay.customer.id, name: "صندوق ۲", publicKey: key,
                certificate: [1], notAfter: .distantFuture, enrolled: relay.noon)
        }
        for text in ["صندوق 2", "m-1", machine.description, "آبی"] {
            let hits = try relay.database.read { try $0.search.find(text, scope: .all) }
            #expect(hits.contains { $0.subject == .machine(machine) }, "\(text)")
        }
        #expect(try relay.database.read { try $0.search.find("%", scope: .all) }.isEmpty)
        #expect(try relay.database.read { try $0.search.find(" \u{200c}", scope: .all) }.isEmpty)
    }
}
