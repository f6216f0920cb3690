import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Testing
import Transport

@testable import Relay

/// Records, quotes, corrections, disputes, the day: work at the desk, over the wire.
@Suite struct DeskWorkTests {
    @Test func `A8 a code is issued to a caller who was identified by the support code`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara", isAdmin: false), try await relay.machine("till-1"))
        let shown = try #require(try await till.ask(.codeShow).codes.first)
        func issue(_ key: String, code: String) async throws -> WireRecordView {
            try await sara.ask(.recordMake) { call in
                (call.key, call.contract, call.kind, call.place) = (key, relay.number, "serial-code", .phone)
                (call.issued, call.code, call.channel) = ("4711-0815", code, "phone")
            }
        }
        #expect(await code { _ = try await issue("1", code: "") } == .entitlementConditionUnmet)
        #expect(await code { _ = try await issue("2", code: "1111-222-333") } == .codeNoMatch)
        let record = try await issue("3", code: shown.code)
        #expect(record.identity == "code" && record.issued == "4711-0815" && record.state == "done")
        // For half an hour the caller is known.
        #expect(try await issue("4", code: "").identity == "code")
        let texts = try await relay.context.database.read { transaction in
            try transaction.audit.entries().map { "\($0.entry.ids) \($0.entry.content?.payload ?? [])" }
        }
        let digits = shown.code.filter(\.isNumber)
        #expect(!texts.contains { $0.contains(digits) || $0.contains(shown.code) })
        await relay.close()
    }

    @Test func `A4 what was brought is here until it goes back, and then the units are used`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara", isAdmin: false)
        let made = try await sara.ask(.recordMake) { call in
            (call.key, call.contract, call.kind, call.place) = ("1", relay.number, "brought-install", .company)
            (call.item, call.serial, call.broughtBy) = ("till", "SN-7", "Mr Ahmadi")
            call.followUp = "1450-02-01"
        }
        #expect(made.state == "open" && made.waitsFor == "return" && made.parts.first?.bucket == "brought-install")
        #expect(try await sara.ask(.dayShow).items.map(\.number) == [made.number])
        func giveBack() async throws -> WireRecordView {
            try await sara.ask(.recordReturn) { ($0.record, $0.to, $0.note) = (made.number, "Mrs Karimi", "tested") }
        }
        let back = try await giveBack()
        #expect(back.state == "done" && back.returnedTo == "Mrs Karimi" && back.consumed == 1000)
        #expect(try await giveBack() == back)
        #expect(
            try await sara.pages(.recordList) { $0.contract = relay.number }.flatMap(\.records).map(\.number) == [made.number])
        await relay.close()
    }

    @Test func `A14 a second person confirms a record, and never the one who wrote it`() async throws {
        let relay = try await ServedRelay { $0.replacing("second_person: outside-hours", with: "second_person: always") }
        let (sara, ali) = (try await relay.technician("Sara", isAdmin: false), try await relay.technician("Ali", isAdmin: false))
        let till = try await relay.machine("till-1")
        let record = try await sara.record("1", kind: "unlocking")
        #expect(record.state == "pending" && record.waitsFor == "second-person")
        #expect(try await ali.ask(.dayShow).confirmations.map(\.subject) == [record.number])
        #expect(try await sara.ask(.dayShow).confirmations.isEmpty)
        #expect(await code { _ = try await sara.ask(.confirm) { $0.subject = record.number } } == .confirmationSamePerson)
        #expect(
            await code {
                _ = try await till.ask(.customerConfirm) { ($0.subject, $0.person) = (record.number, "Reza") }
            } == .serviceTooEarly)
        for _ in 0..<2 { #expect(try await ali.ask(.confirm) { $0.subject = record.number }.state == "done") }
        #expect(try await sara.ask(.recordShow) { $0.record = record.number }.secondPerson == "Ali")
        let refused = try await sara.record("2", kind: "unlocking")
        let word = try await ali.ask(.confirm) { ($0.subject, $0.reject) = (refused.number, true) }
        #expect(word.state == "void")
        let kinds = try await relay.context.database.read { try $0.audit.entries().map(\.entry.kind.rawValue) }
        #expect(kinds.count { $0 == "record.confirmed" } == 1 && kinds.contains("record.rejected"))
        await relay.close()
    }

    @Test func `B5 a quote by hand, its discount and what becomes of it`() async throws {
        let relay = try await ServedRelay()
        let (sara, ali) = (try await relay.technician("Sara", isAdmin: false), try await relay.technician("Ali", isAdmin: false))
        let quote = try await sara.ask(.quoteMake) { call in
            (call.key, call.contract, call.kind, call.place) = ("1", relay.number, "customisation", .remote)
            (call.quantity, call.cap, call.discountPermille) = (2000, 3000, 100)
            call.taxPermille = 90
            call.items = [.with { ($0.description_p, $0.quantity, $0.unitPrice) = ("A report", 3000, 1_000_000) }]
        }
        #expect(quote.subtotal == 3_000_000 && quote.discount == 300_000 && quote.discountBy == "Sara")
        #expect(quote.taxPermille == 90 && quote.tax == 243_000)
        #expect(quote.state == "quoted" && quote.madeBy == "Sara" && quote.cap == 3000)
        let letter = try await sara.attach("letter.pdf", Array("we agree".utf8))
        let recorded = try await sara.ask(.quoteAccept) { call in
            (call.key, call.quote, call.by, call.how, call.proof) = ("2", quote.number, "Mrs Karimi", "letter", letter)
        }
        #expect(recorded.waitsForSecondPerson && recorded.state == "quoted" && !recorded.signedByCustomer)
        #expect(Array(recorded.proof) == Digest.of("we agree".utf8).bytes)
        #expect(try await ali.ask(.attachmentGet) { $0.id = letter }.content == Data("we agree".utf8))
        #expect(await code { _ = try await sara.ask(.confirm) { $0.subject = quote.number } } == .confirmationSamePerson)
        #expect(try await ali.ask(.confirm) { $0.subject = quote.number }.state == "accepted")
        let paid = try await sara.ask(.quoteMark) { call in
            (call.key, call.quote, call.state, call.reference) = ("3", quote.number, "prepaid", "bill 7")
        }
        #expect(paid.state == "prepaid" && paid.secondPerson == "Ali")
        let done = try await sara.ask(.quoteMark) { call in
            (call.key, call.quote, call.state, call.actual) = ("4", quote.number, "performed", 1500)
        }
        #expect(done.state == "performed" && done.actual > 0 && done.actual <= done.total)
        #expect(try await sara.pages(.quoteList) { $0.openOnly = true }.flatMap(\.quotes).isEmpty)
        #expect(done.events.map(\.state) == ["quoted", "recorded", "accepted", "prepaid", "performed"])
        await relay.close()
    }

    @Test func `two admins correct the ledger, and nobody alone`() async throws {
        let relay = try await ServedRelay()
        let (boss, chief) = (try await relay.technician("Boss"), try await relay.technician("Chief"))
        let sara = try await relay.technician("Sara", isAdmin: false)
        let correction = try await boss.ask(.correctionPropose) { call in
            (call.key, call.type, call.contract, call.quota) = ("1", "adjust", relay.number, "remote-install")
            (call.amount, call.reason) = (3000, "promised")
        }
        #expect(correction.state == "proposed" && correction.proposedBy == "Boss")
        #expect(await code { _ = try await boss.ask(.confirm) { $0.subject = correction.number } } == .confirmationSamePerson)
        #expect(await code { _ = try await sara.ask(.confirm) { $0.subject = correction.number } } == .confirmationNeedsAdmin)
        #expect(try relay.installs() == [2000, 0, 0])
        for _ in 0..<2 { #expect(try await chief.ask(.confirm) { $0.subject = correction.number }.state == "applied") }
        #expect(try relay.installs() == [5000, 0, 0])
        let listed = try await sara.ask(.correctionList).corrections
        #expect(listed.map(\.confirmedBy) == ["Chief"])
        let reversed = try await boss.ask(.correctionPropose) { call in
            (call.key, call.type, call.contract) = ("2", "reverse", relay.number)
            (call.entry, call.reason) = (listed[0].entry, "it was a mistake")
        }
        _ = try await chief.ask(.confirm) { $0.subject = reversed.number }
        #expect(try relay.installs() == [2000, 0, 0])
        #expect(try await relay.isSound())
        await relay.close()
    }

    @Test func `a dispute is decided once by an admin`() async throws {
        let relay = try await ServedRelay()
        let (boss, sara) = (try await relay.technician("Boss"), try await relay.technician("Sara", isAdmin: false))
        let till = try await relay.machine("till-1")
        let request = try sara.sign(for: till.id)
        let grant = try till.sign(try await sara.ask(request))
        _ = try await till.grant(grant)
        let operation = try sara.operation(on: request)
        try await sara.push(operation)
        try await till.report(till.outcome(of: operation, under: grant, .failed), of: operation)
        let ended = try await sara.end(request, .failed)
        #expect(try relay.settlement(of: request.body.session) == "disputed")
        let dispute = try #require(try await sara.ask(.disputeList).disputes.first)
        #expect(dispute.number == ended.number && dispute.contract == relay.number && dispute.held == 1000)
        func decide(_ used: Int64) async throws -> WireDisputeView {
            try await boss.ask(.disputeDecide) { ($0.dispute, $0.used, $0.reason) = (ended.number, used, "half of it ran") }
        }
        #expect(try await decide(1000) == decide(1000))
        #expect(await code { _ = try await decide(0) } == .ledgerHoldClosed)
        #expect(try relay.settlement(of: request.body.session) == "consumed")
        #expect(try relay.installs() == [1000, 0, 1000])
        #expect(try await sara.ask(.disputeList).disputes.isEmpty)
        #expect(try await relay.isSound())
        await relay.close()
    }

    @Test func `the guide library, and what falls due`() async throws {
        let relay = try await ServedRelay()
        let (boss, sara) = (try await relay.technician("Boss"), try await relay.technician("Sara", isAdmin: false))
        _ = try await boss.ask(.libraryAdd) { call in
            (call.key, call.name, call.version, call.type) = ("1", "first-steps", "1", "text")
            (call.product, call.size, call.digest) = ("ledger", 5, Data(Digest.of("steps".utf8).bytes))
        }
        let record = try await sara.ask(.recordMake) { call in
            (call.key, call.contract, call.kind, call.place) = ("1", relay.number, "retraining", .phone)
            call.files = ["first-steps"]
        }
        #expect(record.files == ["first-steps"])
        #expect(try await sara.ask(.libraryList).items.map(\.sent) == [1])
        let due = try await sara.pages(.dueList) { $0.withinDays = 366 }.flatMap(\.items)
        #expect(due.contains { $0.kind == "periodic-service" && $0.contract == relay.number })
        #expect(await code { _ = try await sara.pages(.dueList) { $0.withinDays = 400 } } == .callInvalid)
        await relay.close()
    }
}

extension TechnicianClient {
    /// A proof; its id.
    func attach(_ name: String, _ content: [UInt8]) async throws -> String {
        try await ask(.attachmentPut) { call in
            (call.name, call.size, call.content) = (name, UInt64(content.count), Data(content))
            call.digest = Data(Digest.of(content).bytes)
        }.id
    }
}
