import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

struct ContractStateTests {
    static let all: [Contract.State] = [.active, .suspended, .cancelled, .transferred]

    /// From, to: what happens. Every pair is in it.
    static let table: [(Contract.State, Contract.State, Bool)] = all.flatMap { from in
        all.map { to in (from, to, from == to || from == .active || from == .suspended) }
    }

    @Test("every state and every next one", arguments: table)
    func step(from: Contract.State, to: Contract.State, isAllowed: Bool) throws {
        let relay = try LedgerUnderTest()
        let contract = try relay.addContract().contract.id
        func set(_ state: Contract.State) throws {
            try relay.database.write {
                try $0.contracts.set(contract, state: state, actor: "admin", reason: "as agreed", at: relay.noon)
            }
        }
        try set(from)
        #expect(refusal { try set(to) } == (isAllowed ? nil : .contractState))
        let view = try relay.database.read { try $0.contracts.view(contract) }
        #expect(view.contract.state == (isAllowed ? to : from))
        let expected = [from, to].filter { isAllowed || $0 == from }
        var changes: [Contract.State] = []
        for state in expected where state != (changes.last ?? .active) { changes.append(state) }
        #expect(view.states.map(\.state) == changes)
        #expect(view.states.allSatisfy { $0.actor == "admin" && $0.reason == "as agreed" && $0.time == relay.noon })
    }

    @Test(arguments: [Contract.State.cancelled, .transferred])
    func `a contract that is over gets no line, no term and no day more`(state: Contract.State) throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        try relay.database.write {
            try $0.contracts.set(line.contract.id, state: state, actor: "admin", reason: "moved away", at: relay.noon)
        }
        let new = NewLine(
            plan: try LedgerUnderTest.padra(), product: "x", version: "1", platform: "any",
            purchased: try CivilDate(parsing: "1404-08-01"))
        let refusals = [
            refusal {
                try relay.database.write { try $0.contracts.addLine(new, to: line.contract.id, actor: "a", at: relay.noon) }
            },
            refusal {
                try relay.database.write {
                    try $0.contracts.renew(line.line.id, on: CivilDate(parsing: "1405-01-01"), actor: "a", at: relay.noon)
                }
            },
            refusal {
                try relay.database.write {
                    try $0.contracts.extend(
                        line.terms[0].id, to: CivilDate(parsing: "1406-01-01"), actor: "a", reason: "r", zone: relay.zone,
                        at: relay.noon)
                }
            },
        ]
        #expect(refusals == [.contractState, .contractState, .contractState])
    }

    @Test func `states are insert-only, and need a reason`() throws {
        let relay = try LedgerUnderTest()
        let contract = try relay.addContract().contract.id
        func set(_ reason: String) throws {
            try relay.database.write {
                try $0.contracts.set(contract, state: .suspended, actor: "admin", reason: reason, at: relay.noon)
            }
        }
        #expect(refusal { try set(" ") } == .contractReason)
        try set("unpaid")
        #expect(refusal { try relay.database.write { try $0.execute("UPDATE contract_states SET actor = 'x'") } } != nil)
        #expect(refusal { try relay.database.write { try $0.execute("DELETE FROM contract_states") } } != nil)
    }
}
