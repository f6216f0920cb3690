import Cryptography
import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

@Suite struct ServiceRecordTests {
    @Test func `A10 guidance by phone is one transaction, and costs nothing`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = commerce.record(line, "guidance", .phone)
        new.channel = .whatsApp
        new.reference = "wa-991"
        new.note = "سطر یک\nline two"
        let record = try commerce.make(new)
        #expect(record.state == .done && record.number == 1 && record.content == new)
        // No entry but the grants of the two quotas.
        #expect(try commerce.relay.entries(line).count == 2)
        let hold = try #require(record.hold)
        #expect(try commerce.relay.database.read { try $0.ledger.hold(hold) }.state == .closed)
    }

    @Test func `the same key and content is the same record, other content a conflict`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = commerce.record(line, "install", .remote)
        let first = try commerce.make(new)
        #expect(try commerce.make(new, at: commerce.noon + .seconds(60)) == first)
        #expect(try commerce.balances(line) == "2 granted, 1 available, 1 consumed")
        new.note = "other"
        #expect(refusal { try commerce.make(new) } == .ledgerKeyConflict)
        // Somebody else's key is another key.
        #expect(try commerce.make(new, by: commerce.reza).number == 2)
        #expect(
            refusal { try commerce.make(commerce.record(line, "install", .remote, key: "third")) } == .entitlementPriceNotAccepted
        )
    }

    @Test func `A3 half an install is half a unit, failed work draws nothing and partial work is disputed`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = commerce.record(line, "install", .remote, key: "half")
        new.quantity = Quantity(thousandths: 500)
        try commerce.make(new)
        #expect(try commerce.balances(line) == "2 granted, 1.5 available, 0.5 consumed")
        var failed = commerce.record(line, "install", .remote, key: "failed")
        failed.outcome = .failed
        #expect(try commerce.make(failed).state == .done)
        #expect(try commerce.balances(line) == "2 granted, 1.5 available, 0.5 consumed")
        var partial = commerce.record(line, "install", .remote, key: "partial")
        partial.outcome = .partial
        let hold = try #require(try commerce.make(partial).hold)
        #expect(try commerce.balances(line) == "2 granted, 0.5 available, 1 held, 0.5 consumed")
        let decision = DisputeDecision(used: Quantity(thousandths: 500), decidedBy: "admin", reason: "half of it")
        _ = try commerce.relay.database.write {
            try $0.ledger.decide(hold, decision, zone: commerce.relay.zone, at: commerce.noon)
        }
        #expect(try commerce.balances(line) == "2 granted, 1 available, 1 consumed")
    }

    @Test func `B8a minutes are rounded up to the step of their quota, days are changed into them`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = commerce.record(line, "consult", .phone)
        new.quantity = try Quantity(units: 20)
        try commerce.make(new)
        #expect(try commerce.balances(line, "hours") == "120 granted, 90 available, 30 consumed")
        var day = commerce.record(line, "consult", .phone, key: "day")
        day.quantity = Quantity(thousandths: 125)
        day.unit = .personDay
        try commerce.make(day)
        #expect(try commerce.balances(line, "hours") == "120 granted, 30 available, 90 consumed")
        var count = commerce.record(line, "consult", .phone, key: "count")
        count.unit = .count
        #expect(refusal { try commerce.make(count) } == .entitlementDenied)
    }

    @Test func `A4 what was brought keeps its units reserved until it goes back`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = commerce.record(line, "install", .company)
        new.intake = NewServiceRecord.Intake(item: "PC", serial: "SN-1", broughtBy: "رضا")
        let record = try commerce.make(new)
        #expect(record.state == .open)
        #expect(try commerce.balances(line) == "2 granted, 1 available, 1 held")
        let zone = commerce.relay.zone
        let items = try commerce.relay.database.read { try $0.serviceRecords.items(scope: .all) }
        #expect(items.map(\.id) == [record.id])
        func giveBack(_ to: String) throws -> ServiceRecord {
            try commerce.relay.database.write {
                try $0.serviceRecords.giveBack(
                    record.id, RecordReturn(to: to, note: "works"), by: commerce.reza, in: EntitlementSetting(zone: zone),
                    at: commerce.noon + .seconds(3600))
            }
        }
        let back = try giveBack("مینا")
        #expect(back.state == .done && back.returnedTo == "مینا" && back.returnNote == "works")
        #expect(try giveBack("مینا") == back)
        #expect(refusal { try giveBack("another") } == .serviceState)
        #expect(try commerce.balances(line) == "2 granted, 1 available, 1 consumed")
    }

    @Test func `A4 what goes back after its reservation ended by itself is reserved anew`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = commerce.record(line, "install", .agency)
        new.intake = NewServiceRecord.Intake(item: "PC", broughtBy: "Ali")
        let record = try commerce.make(new)
        let later = commerce.noon + LedgerRules.longestHold
        let back = try commerce.relay.database.write { transaction in
            let ended = try transaction.ledger.endOverdue(at: later, zone: commerce.relay.zone)
            #expect(ended.map(\.hold) == [record.hold])
            return try transaction.serviceRecords.giveBack(
                record.id, RecordReturn(to: "Ali"), by: commerce.sara, in: commerce.setting(), at: later)
        }
        #expect(back.state == .done && back.hold != record.hold)
        #expect(try commerce.balances(line) == "2 granted, 1 available, 1 consumed")
    }

    @Test func `work of the term that is written down after it draws on what has expired`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        let after = try commerce.day("1405-06-01")
        _ = try commerce.relay.database.write { try $0.ledger.expireEnded(at: after, in: commerce.relay.zone) }
        #expect(try commerce.balances(line) == "2 granted, 2 expired")
        var new = commerce.record(line, "install", .remote)
        new.quantity = Quantity(thousandths: 1500)
        new.occurred = try commerce.day("1405-05-14") - .milliseconds(1)
        let record = try commerce.make(new, at: after)
        #expect(record.isLate(in: commerce.relay.zone) && record.verdict.parts.map(\.effect) == [.late])
        #expect(try commerce.balances(line) == "2 granted, 1.5 consumed, 0.5 expired")
        // What happened after the term is priced, whenever it is written down.
        var outside = commerce.record(line, "install", .remote, key: "outside")
        outside.occurred = try commerce.day("1405-05-14")
        #expect(refusal { try commerce.make(outside, at: after) } == .entitlementQuoteNeeded)
    }

    @Test func `A14 unlocking waits for another technician`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = commerce.record(line, "unlock", .phone)
        new.performer = commerce.reza.description
        let record = try commerce.make(new)
        #expect(record.state == .pending && record.hold == nil)
        func confirm(_ technician: TechnicianID, isRejected: Bool = false) throws -> ServiceRecord {
            try commerce.relay.database.write {
                try $0.serviceRecords.confirm(
                    record.id, by: technician, isRejected: isRejected, in: commerce.setting(), at: commerce.noon + .seconds(9))
            }
        }
        // Neither who wrote it down nor who did it.
        #expect(refusal { try confirm(commerce.sara) } == .confirmationSamePerson)
        #expect(refusal { try confirm(commerce.reza) } == .confirmationSamePerson)
        let done = try confirm(commerce.admin)
        #expect(done.state == .done && done.secondPerson == .technician(commerce.admin) && done.hold != nil)
        #expect(try confirm(commerce.admin) == done)
        #expect(refusal { try confirm(commerce.otherAdmin) } == .confirmationNothing)
    }

    @Test func `A14 a rejected record is void and reserves nothing`() throws {
        let commerce = try CommerceUnderTest()
        let record = try commerce.make(commerce.record(commerce.addContract(), "unlock", .phone))
        let void = try commerce.relay.database.write {
            try $0.serviceRecords.confirm(
                record.id, by: commerce.reza, isRejected: true, in: commerce.setting(), at: commerce.noon)
        }
        #expect(void.state == .void && void.hold == nil)
        #expect(try commerce.relay.database.read { try $0.serviceRecords.waiting(scope: .all) }.isEmpty)
    }

    @Test func `A14 the customer's admin may confirm ten minutes after it was asked`() throws {
        let commerce = try CommerceUnderTest()
        let record = try commerce.make(commerce.record(commerce.addContract(), "unlock", .phone))
        let (own, foreign) = (MachineID.random(), MachineID.random())
        try commerce.relay.database.write { transaction in
            for (id, customer) in [(own, record.customer), (foreign, CustomerID.random())] {
                _ = try transaction.machines.insert(
                    id: id, organisation: commerce.relay.organisation, customer: customer, name: "pc",
                    publicKey: PrivateKey.generate().publicKey, certificate: [1], notAfter: .distantFuture,
                    enrolled: commerce.noon)
            }
        }
        func confirm(_ machine: MachineID, after seconds: Int) throws -> ServiceRecord {
            try commerce.relay.database.write {
                try $0.serviceRecords.confirm(
                    record.id, byCustomer: "خانم رضایی", at: machine, in: commerce.setting(),
                    at: commerce.noon + .seconds(seconds))
            }
        }
        #expect(refusal { try confirm(own, after: 599) } == .serviceTooEarly)
        #expect(refusal { try confirm(foreign, after: 600) } == .storageNoSuchRow)
        let done = try confirm(own, after: 600)
        #expect(done.state == .done && done.secondPerson == .customer("خانم رضایی"))
    }

    @Test func `A13 the send log names the newest version of each guide`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        func item(_ version: String, _ content: String) -> LibraryItem {
            LibraryItem(
                name: "guide", version: version, form: .video, product: "Padra Office", digest: Digest.of(content.utf8), size: 9)
        }
        try commerce.relay.database.write { transaction in
            for item in [item("1", "a"), item("1", "a"), item("2", "b")] {
                try transaction.library.add(item, by: commerce.admin, at: commerce.noon)
            }
        }
        #expect(
            refusal {
                try commerce.relay.database.write {
                    try $0.library.add(item("2", "c"), by: commerce.admin, at: commerce.noon)
                }
            } == .libraryConflict)
        var new = commerce.record(line, "guidance", .phone)
        new.files = ["guide"]
        let record = try commerce.make(new)
        #expect(try commerce.relay.database.read { try $0.library.sent(with: record.id) } == [item("2", "b")])
        #expect(try commerce.relay.database.read { try $0.library.list() }.map(\.sent) == [1, 0])
        var unknown = commerce.record(line, "guidance", .phone, key: "other")
        unknown.files = ["nothing"]
        #expect(refusal { try commerce.make(unknown) } == .libraryUnknown)
        #expect(try commerce.relay.database.read { try $0.serviceRecords.list(scope: .all) }.count == 1)
    }

    @Test func `A25 points come once for what succeeded`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        let record = try commerce.make(commerce.record(line, "install", .remote))
        try commerce.make(commerce.record(line, "install", .remote))
        var failed = commerce.record(line, "check", .phone, key: "failed")
        failed.outcome = .failed
        try commerce.make(failed)
        let hold = try #require(record.hold)
        let again = try commerce.relay.database.write {
            try $0.club.award(hold, for: record.content.kind, at: commerce.noon)
        }
        #expect(again == 0)
        #expect(try commerce.relay.database.read { try $0.club.balance(of: record.customer) } == 10)
        #expect(try commerce.relay.database.read { try $0.club.points(of: hold) } == 10)
    }

    @Test func `A25 work that is free by the plan earns the plan's points like any other`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        let record = try commerce.make(commerce.record(line, "course", .remote))
        #expect(try commerce.relay.database.read { try $0.club.points(of: #require(record.hold)) } == 3)
        var failed = commerce.record(line, "course", .remote, key: "failed")
        failed.outcome = .failed
        try commerce.make(failed)
        #expect(try commerce.relay.database.read { try $0.club.balance(of: record.customer) } == 3)
    }

    @Test func `A8 and A20 who the customer is, and a prospect's demo, are judged like any work`() throws {
        let commerce = try CommerceUnderTest()
        let padra = try commerce.relay.addContract()
        var code = commerce.record(padra, "serial-code", .phone)
        code.issued = "4711-0815"
        #expect(refusal { try commerce.make(code) } == .entitlementConditionUnmet)
        code.identity = .code
        #expect(try commerce.make(code).content.issued == "4711-0815")
        let prospect = NewServiceRecord(
            key: "demo", account: .prospect(commerce.relay.customer.id), kind: .demo, place: .remote)
        let record = try commerce.make(prospect)
        #expect(record.state == .done && record.contract == nil)
    }

    @Test(arguments: [
        "key", "kind", "quantity", "occurred", "attendees", "files", "note", "reference", "performer", "item", "place",
        "distance", "follow_up", "accept_price",
    ])
    func `a field that cannot be is named`(field: String) throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = commerce.record(
            line, field == "kind" ? " " : "guidance", .phone,
            key: field == "key" ? String(repeating: "k", count: CommerceLimits.keyCharacters + 1) : "key")
        switch field {
        case "quantity": new.quantity = Quantity(thousandths: CommerceLimits.quantity + 1)
        case "occurred": new.occurred = commerce.noon + CommerceLimits.clockTolerance + .milliseconds(1)
        case "attendees": new.attendees = CommerceLimits.attendees + 1
        case "files": new.files = (0...CommerceLimits.recordFiles).map(String.init)
        case "note": new.note = String(repeating: "n", count: CommerceLimits.noteCharacters + 1)
        case "reference": new.reference = String(repeating: "r", count: CommerceLimits.wordCharacters + 1)
        case "performer": new.performer = "a\u{202e}b"
        case "item": new.intake = NewServiceRecord.Intake(item: "", broughtBy: "x")
        case "place": new.intake = NewServiceRecord.Intake(item: "PC", broughtBy: "x")
        case "distance": new.distance = SiteDistance(metres: 0, source: "map")
        case "follow_up": new.followUp = try CivilDate(parsing: "1404-07-30")
        case "accept_price": new.acceptedPrice = Money(rials: -1)
        default: break
        }
        let failure = #expect(throws: Failure.self) { try commerce.make(new) }
        #expect(failure?.code == .serviceField && failure?.parameters["field"] == (field == "item" ? "item" : field))
    }

    @Test func `limits of a record hold at their last value`() throws {
        let commerce = try CommerceUnderTest()
        let line = try commerce.addContract()
        var new = commerce.record(
            line, "guidance", .phone, key: String(repeating: "k", count: CommerceLimits.keyCharacters))
        new.quantity = Quantity(thousandths: CommerceLimits.quantity)
        new.occurred = commerce.noon + CommerceLimits.clockTolerance
        new.attendees = CommerceLimits.attendees
        new.note = String(repeating: "ی", count: CommerceLimits.noteCharacters)
        new.reference = String(repeating: "r", count: CommerceLimits.wordCharacters)
        new.followUp = try CivilDate(parsing: "1404-08-01")
        new.files = (1...CommerceLimits.recordFiles).map { "guide \($0)" }
        try commerce.relay.database.write { transaction in
            for name in new.files {
                let item = LibraryItem(
                    name: name, version: "1", form: .text, product: "Padra", digest: Digest.of(name.utf8), size: 1)
                try transaction.library.add(item, by: commerce.admin, at: commerce.noon)
            }
        }
        #expect(try commerce.make(new).state == .done)
    }
}
