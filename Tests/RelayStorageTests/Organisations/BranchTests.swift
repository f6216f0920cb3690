import Cryptography
import Entitlement
import Primitives
import Sessions
import Storage
import Testing

@testable import RelayStorage

/// A branch sees only the customers that were given to it.
struct BranchTests {
    private func branch(_ relay: LedgerUnderTest, _ name: String = "شعبهٔ شیراز") throws -> Organisation {
        try relay.database.write { try $0.organisations.addBranch(named: name, at: relay.noon) }
    }

    @Test func `branches are added and listed after the vendor, each name once`() throws {
        let relay = try LedgerUnderTest()
        let shiraz = try branch(relay)
        let tabriz = try branch(relay, "Tabriz")
        #expect(shiraz.kind == .branch)
        #expect(try relay.database.read { try $0.organisations.all() }.map(\.name) == ["Padra", "شعبهٔ شیراز", "Tabriz"])
        for name in ["شعبه\u{654} شيراز", "tabriz", "TABRIZ ", "padra"] {
            #expect(refusal { try branch(relay, name) } == .branchKnown, "\(name)")
        }
        #expect(refusal { try branch(relay, "a\u{1b}b") } == .customerName)
        #expect(try relay.database.read { try $0.organisations.find(" TABRIZ") } == tabriz)
        #expect(try relay.database.read { try $0.organisations.find(shiraz.id.description) } == shiraz)
        #expect(try relay.database.read { try $0.organisations.find("Ahvaz") } == nil)
    }

    @Test func `a branch sees its own customers, contracts, machines and sessions, and nobody else's`() throws {
        let relay = try LedgerUnderTest()
        let (shiraz, tabriz) = (try branch(relay), try branch(relay, "Tabriz"))
        let line = try relay.addContract()
        let machine = try relay.addMachine()
        let code = Digest.of([1])
        try relay.database.write { transaction in
            try transaction.enrolmentCodes.insert(
                EnrolmentCodeRecord(
                    id: .random(), secretHash: code, subject: .machine(relay.customer.id, contract: nil),
                    organisation: relay.organisation, created: relay.noon, expires: relay.noon + .seconds(60)))
        }
        func seen(_ organisation: OrganisationID) throws -> [Bool] {
            let scope = OrganisationScope.only(organisation)
            return try relay.database.read { transaction in
                [
                    try transaction.customers.find(relay.customer.id, scope: scope) != nil,
                    try transaction.customers.all(scope: scope).contains { $0.id == relay.customer.id },
                    try transaction.contracts.find(line.contract.id, scope: scope) != nil,
                    try transaction.contracts.find(number: line.contract.number, scope: scope) != nil,
                    refusal { try transaction.contracts.view(line.contract.id, scope: scope) } == nil,
                    try transaction.machines.list(scope: scope).contains { $0.id == machine },
                    try !transaction.search.find("آبی", scope: scope).isEmpty,
                ]
            }
        }
        let (all, none) = (Array(repeating: true, count: 7), Array(repeating: false, count: 7))
        #expect(try seen(relay.organisation) == all && seen(shiraz.id) == none)
        for (from, to) in [(relay.organisation, shiraz.id), (shiraz.id, tabriz.id), (tabriz.id, relay.organisation)] {
            let given = try relay.database.write {
                try $0.customers.give(relay.customer.id, to: to, actor: "admin", at: relay.noon)
            }
            #expect(given.organisation == to)
            #expect(try seen(to) == all && seen(from) == none)
        }
        let gifts = try relay.database.read { try $0.customers.gifts(of: relay.customer.id) }
        #expect(gifts.map(\.to) == [shiraz.id, tabriz.id, relay.organisation])
        // To whom has it, nothing happens; a machine that enrols later belongs to the one who has it then.
        try relay.database.write { transaction in
            _ = try transaction.customers.give(relay.customer.id, to: relay.organisation, actor: "admin", at: relay.noon)
            _ = try transaction.customers.give(relay.customer.id, to: shiraz.id, actor: "admin", at: relay.noon)
            let key = try PrivateKey.generate().publicKey
            #expect(
                try transaction.enrolmentCodes.redeem(secretHash: code, role: .machine, by: key, at: relay.noon).organisation
                    == shiraz.id)
        }
        #expect(try relay.database.read { try $0.customers.gifts(of: relay.customer.id) }.count == 4)
        #expect(try relay.database.read { try $0.organisations.customerCount(of: shiraz.id) } == 1)
    }

    @Test func `a customer is not given away in the middle of a session`() throws {
        let relay = try RelayUnderTest()
        let (session, request) = try relay.session()
        let branch = OrganisationID.random()
        try relay.database.write { transaction in
            for (id, kind) in [(relay.organisation, Organisation.Kind.vendor), (branch, .branch)] {
                try transaction.customers.add(
                    Organisation(id: id, kind: kind, name: id.description), at: relay.start)
            }
            try transaction.customers.add(
                Customer(id: relay.customer, organisation: relay.organisation, name: "Abi"), at: relay.start)
        }
        try relay.insert(session, request)
        func give() throws {
            _ = try relay.database.write { try $0.customers.give(relay.customer, to: branch, actor: "admin", at: relay.start) }
        }
        #expect(refusal { try give() } == .customerBusy)
        try relay.database.write { try $0.execute("UPDATE sessions SET is_open = 0") }
        try give()
        let seen = try relay.database.read { try $0.sessions.list(scope: .only(branch)) }
        #expect(seen.map(\.id) == [session.id] && seen.map(\.organisation) == [branch])
        #expect(try relay.database.read { try $0.sessions.list(scope: .only(relay.organisation)) }.isEmpty)
        #expect(
            refusal {
                try relay.database.write { try $0.customers.give(relay.customer, to: .random(), actor: "a", at: relay.start) }
            } == .storageNoSuchRow)
    }
}
