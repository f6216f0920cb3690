import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

@Suite struct CorrectionTests {
    private func bucket(_ commerce: CommerceUnderTest, _ line: LineStanding) throws -> BucketID {
        try #require(line.buckets.first { $0.bucket.quota.rawValue == "install" }).bucket.id
    }

    private func confirm(
        _ commerce: CommerceUnderTest, _ correction: Correction, by technician: TechnicianID, isRejected: Bool = false
    ) throws -> Correction {
        try commerce.relay.database.write {
            try $0.corrections.confirm(
                correction.id, by: technician, isRejected: isRejected, in: commerce.relay.zone, at: commerce.noon)
        }
    }

    private func propose(
        _ commerce: CommerceUnderTest, _ change: Correction.Change, key: String = "key", reason: String = "counted twice",
        by technician: TechnicianID? = nil
    ) throws -> Correction {
        try commerce.relay.database.write {
            try $0.corrections.propose(
                change, reason: reason, key: key, by: technician ?? commerce.admin, at: commerce.noon)
        }
    }

    @Test func `a correction moves nothing before another admin confirms it`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        try commerce.make(commerce.record(line, "install", .remote))
        let change = Correction.Change.refund(bucket: try bucket(commerce, line), quantity: Quantity(thousandths: 500))
        let proposed = try propose(commerce, change)
        #expect(proposed.state == .proposed && proposed.number == 1 && proposed.contract == line.contract.id)
        #expect(try propose(commerce, change) == proposed)
        #expect(refusal { try propose(commerce, change, reason: "another") } == .ledgerKeyConflict)
        #expect(try commerce.balances(line) == "2 granted, 1 available, 1 consumed")
        #expect(refusal { try confirm(commerce, proposed, by: commerce.admin) } == .confirmationSamePerson)
        #expect(refusal { try confirm(commerce, proposed, by: commerce.sara) } == .confirmationNeedsAdmin)
        let applied = try confirm(commerce, proposed, by: commerce.otherAdmin)
        #expect(applied.state == .applied && applied.decidedBy == commerce.otherAdmin)
        #expect(try confirm(commerce, proposed, by: commerce.otherAdmin) == applied)
        #expect(refusal { try confirm(commerce, proposed, by: commerce.otherAdmin, isRejected: true) } == .correctionState)
        #expect(try commerce.balances(line) == "2 granted, 1.5 available, 0.5 consumed")
        let entry = try #require(applied.entry)
        let posted = try commerce.relay.database.read { try $0.ledger.entry(entry) }
        #expect(posted.kind == .refund && posted.actor == commerce.admin.description && posted.reason.hasPrefix("K-1"))
    }

    @Test func `an adjustment gives or takes, a reversal negates once, a rejection does nothing`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        let bucket = try bucket(commerce, line)
        let more = try propose(commerce, .adjust(bucket: bucket, amount: .one), key: "more")
        let applied = try confirm(commerce, more, by: commerce.otherAdmin)
        #expect(try commerce.balances(line) == "3 granted, 3 available")
        let reverse = Correction.Change.reverse(entry: try #require(applied.entry))
        _ = try confirm(commerce, try propose(commerce, reverse, key: "back"), by: commerce.otherAdmin)
        #expect(try commerce.balances(line) == "2 granted, 2 available")
        let again = try propose(commerce, reverse, key: "again")
        #expect(refusal { try confirm(commerce, again, by: commerce.otherAdmin) } == .ledgerNotReversible)
        let less = try propose(commerce, .adjust(bucket: bucket, amount: Quantity(thousandths: -3000)), key: "less")
        #expect(refusal { try confirm(commerce, less, by: commerce.otherAdmin) } == .ledgerOverdrawn)
        #expect(try confirm(commerce, less, by: commerce.otherAdmin, isRejected: true).state == .rejected)
        #expect(try commerce.balances(line) == "2 granted, 2 available")
        let waiting = try commerce.relay.database.read { try $0.corrections.list(state: .proposed, scope: .all) }
        #expect(waiting.map(\.id) == [again.id])
    }

    @Test func `a correction says something, and gives a reason`() throws {
        let commerce = try CommerceUnderTest()
        let bucket = try bucket(commerce, commerce.addContract())
        #expect(refusal { try propose(commerce, .adjust(bucket: bucket, amount: .zero)) } == .correctionField)
        #expect(refusal { try propose(commerce, .refund(bucket: bucket, quantity: .zero)) } == .correctionField)
        #expect(refusal { try propose(commerce, .adjust(bucket: bucket, amount: .one), reason: " ") } == .correctionField)
        #expect(
            refusal { try propose(commerce, .adjust(bucket: bucket, amount: .one), by: commerce.sara) } == .confirmationNeedsAdmin
        )
        #expect(refusal { try propose(commerce, .reverse(entry: .random())) } == .storageNoSuchRow)
    }
}
