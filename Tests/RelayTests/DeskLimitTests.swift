import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import Storage
import SwiftProtobuf
import Testing
import Transport

@testable import Relay

/// What is too long, too many or impossible is refused by name, and what does not fit a reply is said to be cut.
@Suite struct DeskLimitTests {
    private func invalid(_ field: String, _ work: () async throws -> Void) async {
        let failure = await failure(work)
        #expect(
            failure?.code == .callInvalid && failure?.parameters["field"] == field, "\(field): \(String(describing: failure))")
    }

    @Test func `times and quantities beyond any sense are refused`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        func question(_ fill: @escaping @Sendable (inout WireQuestionCall) -> Void) async throws {
            _ = try await sara.ask(.entitlementQuestion) { call in
                (call.contract, call.kind, call.place) = (relay.number, "guidance", .phone)
                fill(&call)
            }
        }
        try await question { $0.occurred = DeskLimits.latestTime }
        for time in [-1, DeskLimits.latestTime + 1, .max, .min] {
            await invalid("occurred") { try await question { $0.occurred = time } }
        }
        for quantity in [-1, SessionLimits.quantity + 1, .max] {
            await invalid("quantity") { try await question { $0.quantity = quantity } }
        }
        await invalid("metres") { try await question { $0.metres = .max } }
        await invalid("unit") { try await question { $0.unit = "dozen" } }
        await invalid("channel") { try await question { $0.channel = "pigeon" } }
        await invalid("identity") { try await question { $0.identity = "known" } }
        await invalid("kind") { try await question { $0.kind = String(repeating: "k", count: DeskLimits.wordCharacters + 1) } }
        await invalid("contract") { _ = try await sara.ask(.entitlementQuestion) { ($0.kind, $0.place) = ("demo", .remote) } }
        await invalid("occurred") {
            _ = try await sara.ask(.recordMake) { call in
                (call.key, call.contract, call.kind, call.place) = ("1", relay.number, "guidance", .phone)
                call.occurred = .max
            }
        }
        await invalid("items") {
            _ = try await sara.ask(.quoteMake) { call in
                (call.key, call.contract, call.kind, call.place) = ("1", relay.number, "customisation", .remote)
                call.items = Array(repeating: WireQuoteItem(), count: CommerceLimits.quoteLines + 1)
            }
        }
        await invalid("discount") {
            _ = try await sara.ask(.quoteMake) { call in
                (call.key, call.contract, call.kind, call.place) = ("1", relay.number, "customisation", .remote)
                (call.discountPermille, call.discountRials) = (1, 1)
            }
        }
        for permille in [-1, QuoteCalculation.permilleLimit + 1] {
            await invalid("tax_permille") {
                _ = try await sara.ask(.quoteMake) { call in
                    (call.key, call.contract, call.kind, call.place) = ("1", relay.number, "customisation", .remote)
                    call.taxPermille = permille
                }
            }
        }
        await invalid("used") { _ = try await sara.ask(.disputeDecide) { ($0.dispute, $0.used, $0.reason) = ("S-1", -1, "x") } }
        await invalid("reason") { _ = try await sara.ask(.disputeDecide) { ($0.dispute, $0.used) = ("S-1", 0) } }
        await relay.close()
    }

    @Test func `a timeline longer than a reply is cut, and says so`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        _ = try await till.ask(.helpAsk) { ($0.key, $0.text) = ("1", String(repeating: "ن", count: HelpLimits.textCharacters)) }
        for number in 0..<12 {
            _ = try await sara.ask(.helpWait) { call in
                (call.request, call.text) = ("H-1", String(repeating: "م", count: HelpLimits.textCharacters - 9) + " \(number)")
            }
        }
        let view = try await sara.ask(.helpShow) { $0.request = "H-1" }
        #expect(view.cut && view.events.last?.text.hasSuffix(" 11") == true && view.events.count < 13)
        let own = try await till.pages(.helpOwn)
        #expect(own.flatMap(\.requests).map(\.number) == ["H-1"])
        await relay.close()
    }

    @Test func `a long text hides nothing else of the day`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        for number in 0..<3 {
            _ = try await till.ask(.helpAsk) { call in
                (call.key, call.text) = ("\(number)", String(repeating: "x", count: HelpLimits.textCharacters))
            }
        }
        let day = try await sara.ask(.dayShow)
        #expect(day.requests.map(\.number) == ["H-1", "H-2", "H-3"] && !day.cut)
        #expect(day.requests.allSatisfy { $0.text.count == DeskLimits.summaryCharacters && $0.text.hasSuffix("…") })
        await relay.close()
    }

    @Test func `more than a reply holds comes in several`() async throws {
        let relay = try await ServedRelay()
        let (sara, now) = (try await relay.technician("Sara"), relay.context.clock.now())
        let organisation = relay.context.identity.organisation
        try await relay.context.database.write { transaction in
            for number in 0..<600 {
                let name = "Customer \(number) " + String(repeating: "ش", count: 80)
                try transaction.customers.add(Customer(id: .random(), organisation: organisation, name: name), at: now)
            }
        }
        let pages = try await sara.pages(.customerList)
        #expect(pages.count > 1 && pages.flatMap(\.customers).count == 601)
        let notes = String(repeating: "ی", count: CommerceLimits.noteCharacters)
        for number in 0..<15 {
            _ = try await sara.ask(.recordMake) { call in
                (call.key, call.contract, call.kind, call.place) = ("\(number)", relay.number, "guidance", .phone)
                call.note = notes
            }
        }
        let records = try await sara.pages(.recordList)
        #expect(records.count > 1 && records.flatMap(\.records).count == 15 && !records.contains { $0.cut })
        await relay.close()
    }
}
