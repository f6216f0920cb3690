import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

@Suite struct ChargeTests {
    private func charges(_ commerce: CommerceUnderTest, _ hold: Hold) throws -> [StoredCharge] {
        try commerce.relay.database.read { try $0.charges.all(of: hold.id) }
    }

    @Test func `invariant 2 use beyond the quota has exactly one accepted charge, settled by its share`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        let relay = commerce.relay
        let three = try Quantity(units: 3)
        let hold = try relay.hold(relay.request(line, "install", quantity: three, accepted: Money(rials: 1_000_000)))
        let accepted = try charges(commerce, hold)
        #expect(accepted.map(\.state) == [.accepted] && accepted[0].cap == Money(rials: 1_000_000) && accepted[0].part == 1)
        // Two and a half: the quota first, half of the priced part then.
        _ = try relay.close(hold, used: Quantity(thousandths: 2500))
        let performed = try charges(commerce, hold)
        #expect(performed.map(\.state) == [.performed] && performed[0].actual == Money(rials: 500_000))
        #expect(performed[0].used == Quantity(thousandths: 500))
        #expect(try commerce.balances(line) == "2 granted, 2 consumed")
    }

    @Test func `of what was not used nothing is owed`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        let relay = commerce.relay
        let three = try Quantity(units: 3)
        let covered = try relay.hold(relay.request(line, "install", quantity: three, accepted: Money(rials: 1_000_000)))
        _ = try relay.close(covered, used: try Quantity(units: 2))
        #expect(try charges(commerce, covered).map(\.state) == [.released])
        let priced = try relay.hold(relay.request(line, "install", accepted: Money(rials: 1_000_000)))
        _ = try relay.close(priced, .withoutEffect)
        #expect(try charges(commerce, priced).map(\.state) == [.released])
        #expect(try charges(commerce, priced)[0].actual == nil)
    }

    @Test func `a charge at a fixed price is invoiced and paid by itself`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        for key in ["a", "b"] { try commerce.make(commerce.record(line, "install", .remote, key: key)) }
        var new = commerce.record(line, "install", .remote, key: "c")
        new.acceptedPrice = Money(rials: 1_000_000)
        try commerce.make(new)
        let database = commerce.relay.database
        let all = try database.read { try $0.charges.all(of: line.contract.id) }
        #expect(all.map(\.state) == [.performed] && all[0].actual == Money(rials: 1_000_000))
        func mark(_ state: StoredCharge.State) throws -> StoredCharge.State {
            try database.write { try $0.charges.mark(all[0].id, state, reference: "7", actor: "admin", at: commerce.noon) }.state
        }
        #expect(refusal { try mark(.released) } == .chargeState)
        #expect(try mark(.invoiced) == .invoiced)
        #expect(try mark(.invoiced) == .invoiced)
        #expect(try mark(.paid) == .paid)
        #expect(refusal { try mark(.invoiced) } == .chargeState)
        #expect(try mark(.credited) == .credited)
    }

    @Test func `the database itself refuses a charge above its cap, and a change of one`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        let relay = commerce.relay
        let hold = try relay.hold(
            relay.request(line, "install", quantity: try Quantity(units: 3), accepted: Money(rials: 1_000_000)))
        let charge = try charges(commerce, hold)[0]
        for statement in [
            """
            INSERT INTO charge_events (charge, state, used, actual, reference, actor, time)
            VALUES ('\(charge.id)', 'performed', 1000, 1000001, '', 'x', 0)
            """,
            "UPDATE charges SET cap = 5", "DELETE FROM charges", "UPDATE charge_events SET actual = 1",
            "DELETE FROM charge_events",
        ] {
            #expect(refusal { try relay.database.write { try $0.execute(statement) } } == .storageConstraint, "\(statement)")
        }
    }

    @Test(arguments: [
        (1, 1000, 3, 1), (999, 1000, 1, 1), (1, 3, 100, 34), (2, 3, 100, 67), (3, 3, 100, 100), (4, 3, 100, 100),
        (0, 3, 100, 0), (999_999_999, 1_000_000_000, 1_000_000_000_000_000, 999_999_999_000_000),
        (1, 1_000_000_000, Int64.max, 9_223_372_037),
    ])
    func `a share is rounded up to a rial and never above the whole`(
        part: Int64, whole: Int64, price: Int64, expected: Int64
    ) {
        let share = Money(rials: price).share(Quantity(thousandths: part), of: Quantity(thousandths: whole))
        #expect(share == Money(rials: expected))
    }
}
