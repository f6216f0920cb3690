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

/// Help requests with their files, and support codes: the customer's side and the desk's.
@Suite struct DeskHelpTests {
    @Test func `B3 a help request from the question to the answer`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara", isAdmin: false), try await relay.machine("till-1"))
        let asked = try await till.ask(.helpAsk) { call in
            (call.key, call.text, call.product, call.person) = ("1", "چاپ نمی‌شود", "ledger", "Reza")
        }
        #expect(asked.number == "H-1" && asked.state == "open" && asked.contract == relay.number)
        #expect(asked.due > asked.asked)
        #expect(try await sara.ask(.dayShow).requests.map(\.number) == ["H-1"])
        for _ in 0..<2 { #expect(try await sara.ask(.helpTake) { $0.request = "H-1" }.takenBy == "Sara") }
        let waits = try await sara.ask(.helpWait) { ($0.request, $0.text) = ("H-1", "a fresh backup") }
        #expect(waits.state == "waiting" && waits.due == 0)
        #expect(try await till.pages(.helpOwn).flatMap(\.requests).map(\.waitsFor) == ["a fresh backup"])
        for _ in 0..<2 { #expect(try await till.ask(.ready) { ($0.subject, $0.person) = ("H-1", "Reza") }.state == "taken") }
        let closed = try await sara.ask(.helpClose) { ($0.request, $0.text) = ("H-1", "The driver was old") }
        #expect(closed.state == "closed" && closed.answer == "The driver was old")
        #expect(closed.events.map(\.state) == ["open", "taken", "waiting", "ready", "closed"])
        #expect(try await sara.pages(.helpList) { $0.openOnly = true }.flatMap(\.requests).isEmpty)
        #expect(try await sara.pages(.helpList) { $0.mine = true }.flatMap(\.requests).map(\.number) == ["H-1"])
        let kinds = try await relay.context.database.read { try $0.audit.entries().map(\.entry.kind.rawValue) }
        for kind in ["help.asked", "help.taken", "help.waits", "help.ready", "help.closed"] {
            #expect(kinds.count { $0 == kind } == 1, "\(kind)")
        }
        await relay.close()
    }

    @Test func `B3 a request of a machine with several contracts names them all, or those of the product`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara", isAdmin: false), try await relay.machine("till-1"))
        let (now, plan) = (relay.context.clock.now(), try #require(relay.contract.terms.first?.plan))
        let second = try await relay.context.database.write { [customer = relay.customer] transaction in
            let new = NewContract(
                customer: customer.id, plan: plan, product: "payroll", version: "1", platform: "linux",
                purchased: try CivilZone.tehran().date(of: now))
            return "C-\(try transaction.contracts.add(new, actor: "test", at: now).contract.number)"
        }
        for (key, product, contracts) in [
            ("1", "", [relay.number, second]), ("2", "payroll", [second]), ("3", "unheard", [relay.number, second]),
        ] {
            let asked = try await till.ask(.helpAsk) { ($0.key, $0.text, $0.product) = (key, "it stops", product) }
            #expect(asked.contracts == contracts && asked.contract == (contracts.count == 1 ? contracts[0] : ""))
        }
        let listed = try await sara.pages(.helpList) { $0.openOnly = true }.flatMap(\.requests)
        #expect(listed.map(\.contracts) == [[relay.number, second], [second], [relay.number, second]])
        await relay.close()
    }

    @Test func `B3 a file arrives piece by piece, goes on where it stopped, and is told apart when it is damaged`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara", isAdmin: false), try await relay.machine("till-1"))
        _ = try await till.ask(.helpAsk) { ($0.key, $0.text) = ("1", "see the picture") }
        let picture = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        func put(_ offset: Int, _ content: ArraySlice<UInt8>, digest: Digest) async throws -> WireAttachmentState {
            try await till.ask(.attachmentPut) { call in
                (call.name, call.size, call.offset) = ("screen.png", 100_000, UInt64(offset))
                (call.content, call.digest, call.helpRequest) = (Data(content), Data(digest.bytes), "H-1")
            }
        }
        let digest = Digest.of(picture)
        #expect(try await put(0, picture[..<40_000], digest: digest).held == 40_000)
        #expect(try await put(0, picture[..<40_000], digest: digest).held == 40_000)
        #expect(try await put(40_000, picture[40_000..<80_000], digest: digest).held == 80_000)
        let whole = try await put(80_000, picture[80_000...], digest: digest)
        #expect(whole.complete)
        let view = try await sara.ask(.helpShow) { $0.request = "H-1" }
        #expect(view.attachments.map(\.complete) == [true] && view.events.map(\.state) == ["open", "attached"])
        var (read, offset): ([UInt8], UInt64) = ([], 0)
        while offset < 100_000 {
            let chunk = try await sara.ask(.attachmentGet) { ($0.id, $0.offset) = (whole.id, offset) }
            read += chunk.content
            offset += UInt64(chunk.content.count)
        }
        #expect(read == picture)
        let wrong = Digest.of("another".utf8)
        for offset in [0, 40_000] { _ = try await put(offset, picture[offset..<offset + 40_000], digest: wrong) }
        #expect(await code { _ = try await put(80_000, picture[80_000...], digest: wrong) } == .attachmentDigest)
        #expect(try await put(0, [], digest: wrong).held == 0)
        await relay.close()
    }

    @Test func `a machine has its own customer's things alone`() async throws {
        let relay = try await ServedRelay()
        let other = Customer(id: .random(), organisation: relay.context.identity.organisation, name: "Pars")
        try await relay.context.database.write { try $0.customers.add(other, at: relay.context.clock.now()) }
        let (till, thief) = (try await relay.machine("till-1"), try await relay.machine("till-2", of: other))
        let sara = try await relay.technician("Sara", isAdmin: false)
        _ = try await till.ask(.helpAsk) { ($0.key, $0.text) = ("1", "It is slow") }
        let record = try await sara.record("1")
        #expect(try await thief.pages(.helpOwn).flatMap(\.requests).isEmpty)
        #expect(await code { _ = try await thief.ask(.ready) { $0.subject = "H-1" } } == .findNothing)
        #expect(try await thief.ask(.codeShow).codes.isEmpty)
        #expect(
            await code { _ = try await thief.ask(.customerConfirm) { ($0.subject, $0.person) = (record.number, "X") } }
                == .findNothing)
        let request = try sara.sign(for: till.id, kind: "error-fixing")
        let number = try await sara.ask(request).number
        #expect(await code { _ = try await thief.ask(.ready) { $0.subject = number } } == .findNothing)
        #expect(
            await code {
                _ = try await thief.ask(.attachmentPut) { call in
                    (call.name, call.size, call.content, call.helpRequest) = ("x", 1, Data([1]), "H-1")
                    call.digest = Data(Digest.of([1]).bytes)
                }
            } != nil)
        await relay.close()
    }

    @Test func `B2 the customer sees the code, technicians check it, wrong ones cool off`() async throws {
        let relay = try await ServedRelay()
        let (sara, ali) = (try await relay.technician("Sara", isAdmin: false), try await relay.technician("Ali", isAdmin: false))
        let till = try await relay.machine("till-1")
        let first = try #require(try await till.ask(.codeShow).codes.first)
        #expect(first.contract == relay.number && first.oldValidUntil == 0)
        #expect(try await till.ask(.codeShow).codes.first?.code == first.code)
        let next = try #require(try await till.ask(.codeShow) { $0.rotate = true }.codes.first)
        #expect(next.code != first.code && next.oldValidUntil > 0)
        for shown in [first, next] {
            let reply = try await ali.ask(.codeCheck) { $0.code = shown.code }
            #expect(reply.known && reply.contract == relay.number && reply.customer == relay.customer.name)
            #expect(reply.identifiedUntil > 0)
        }
        let wrong = first.code.hasPrefix("1") ? "2000-000-000" : "1000-000-000"
        for _ in 0..<SupportCodeLimits.technicianAttempts {
            #expect(try await sara.ask(.codeCheck) { ($0.code, $0.contract) = (wrong, relay.number) }.known == false)
        }
        let failure = await failure { _ = try await sara.ask(.codeCheck) { $0.code = next.code } }
        #expect(failure?.code == .codeCoolOff)
        let until = Int64(failure?.parameters["until"] ?? "") ?? 0
        #expect(until > relay.context.clock.now().milliseconds)
        #expect(try await ali.ask(.codeCheck) { $0.code = next.code }.known)
        let entries = try await relay.context.database.read { transaction in
            try transaction.audit.entries().map(\.entry).filter { $0.kind == .codeChecked }
        }
        #expect(entries.count == 2 + SupportCodeLimits.technicianAttempts + 2)
        #expect(entries.allSatisfy { $0.content?.payload.isEmpty == true })
        await relay.close()
    }

    @Test func `a technician's session waits until the customer is ready`() async throws {
        let relay = try await ServedRelay {
            $0.replacing(
                "{ id: A9, places: [remote],",
                with: "{ id: A9, places: [remote], prerequisites: [{ name: backup, title: { fa: پشتیبان, en: A backup } }],")
        }
        let (sara, till) = (try await relay.technician("Sara", isAdmin: false), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id, kind: "error-fixing")
        let view = try await sara.ask(request)
        let grant = try till.sign(view)
        let refusal = await failure { _ = try await till.grant(grant) }
        // Until the evaluation knows prerequisites there is nothing to wait for.
        guard let refusal else { return await relay.close() }
        #expect(refusal.code == .entitlementConditionUnmet && refusal.parameters["condition"] == "condition.prerequisite")
        #expect(try relay.session(request.body.session)?.phase == .delivered)
        for _ in 0..<2 {
            #expect(try await till.ask(.ready) { ($0.subject, $0.person) = (view.number, "Reza") }.state == "delivered")
        }
        #expect(try await till.grant(grant).hasActivation)
        #expect(try relay.log(of: request.body.session).count { $0 == "session.ready" } == 1)
        await relay.close()
    }

    @Test func `A14 a session waits for a colleague's word`() async throws {
        let relay = try await ServedRelay { $0.replacing("second_person: outside-hours", with: "second_person: always") }
        let (sara, ali) = (try await relay.technician("Sara", isAdmin: false), try await relay.technician("Ali", isAdmin: false))
        let till = try await relay.machine("till-1")
        let request = try sara.sign(for: till.id, kind: "unlocking")
        let view = try await sara.ask(request)
        let grant = try till.sign(view)
        let refusal = await failure { _ = try await till.grant(grant) }
        #expect(refusal?.code == .entitlementConditionUnmet && refusal?.parameters["condition"] == "condition.second-person")
        #expect(try await ali.ask(.dayShow).confirmations.map(\.subject) == [view.number])
        #expect(await code { _ = try await sara.ask(.confirm) { $0.subject = view.number } } == .confirmationSamePerson)
        for _ in 0..<2 { #expect(try await ali.ask(.confirm) { $0.subject = view.number }.subject == view.number) }
        #expect(try await till.grant(grant).hasActivation)

        let second = try sara.sign(for: till.id, kind: "unlocking")
        let number = try await sara.ask(second).number
        #expect(try await ali.ask(.confirm) { ($0.subject, $0.reject) = (number, true) }.state == "ended")
        #expect(try relay.session(second.body.session)?.phase == .ended)
        let plain = try sara.sign(for: till.id, kind: "error-fixing")
        let other = try await sara.ask(plain).number
        #expect(await code { _ = try await ali.ask(.confirm) { $0.subject = other } } == .confirmationNothing)
        await relay.close()
    }
}

/// What the work fails with.
func failure(_ work: () async throws -> Void) async -> Failure? {
    do {
        try await work()
        return nil
    } catch {
        return error as? Failure
    }
}
