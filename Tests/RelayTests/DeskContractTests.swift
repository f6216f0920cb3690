import AuditLog
import AuditStorage
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Storage
import SwiftProtobuf
import Testing
import Transport

@testable import Relay

/// Contracts, their lines and terms, branches and sites, calendars and tariffs, over the wire.
@Suite struct DeskContractTests {
    @Test func `A1 a purchase with its overrides, then a higher model by an accepted quote`() async throws {
        let relay = try await ServedRelay()
        let (boss, sara, ali) = (
            try await relay.technician("Boss"), try await relay.technician("Sara", isAdmin: false),
            try await relay.technician("Ali", isAdmin: false)
        )
        let plan = try ServedRelay.example("plans/padra.yaml")
        let sold = try await boss.ask(.contractAdd) { call in
            (call.customer, call.product, call.version, call.serial) = (relay.customer.name, "till", "2", "SN-7")
            (call.planName, call.planYaml, call.purchased) = ("padra.yaml", plan, "1404-01-15")
            call.amounts = ["remote-install": 5000]
            call.steps = ["remote-install": 500]
            call.overdraw = ["remote-training": "deny"]
            call.without = ["customisation"]
        }
        #expect(sold.balances.first { $0.bucket == "remote-install" }?.granted == 5000)
        #expect(sold.from == "2025-04-04" && sold.until == "2026-04-04")

        let quote = try await sara.ask(.quoteMake) { call in
            (call.key, call.contract, call.line, call.kind, call.place) = ("q", sold.number, sold.line, "higher-model", .remote)
            call.taxPermille = 0
            call.items = [.with { ($0.description_p, $0.quantity, $0.unitPrice) = ("The larger one", 1000, 90_000_000) }]
        }
        func move(_ key: String) async throws -> WireContract {
            try await boss.ask(.contractAdd) { call in
                (call.key, call.contract, call.replaces, call.quote) = (key, sold.number, "till", quote.number)
                (call.product, call.version) = ("till pro", "1")
                (call.planName, call.planYaml, call.purchased) = ("padra.yaml", plan, "1404-06-01")
            }
        }
        #expect(await code { _ = try await move("1") } == .contractQuote)
        _ = try await sara.ask(.quoteAccept) { call in
            (call.key, call.quote, call.by, call.how) = ("a", quote.number, "Mrs Karimi", "phone")
        }
        #expect(try await ali.ask(.confirm) { $0.subject = quote.number }.state == "accepted")
        let moved = try await move("2")
        let view = try await sara.ask(.contractShow) { $0.contract = sold.number }
        #expect(view.lines.map(\.product) == ["till", "till pro"])
        #expect(view.lines[0].replacedBy == moved.line && view.lines[1].replaces == sold.line)
        #expect(view.lines[1].quote == quote.number && view.lines[0].serial == "SN-7")
        #expect(try await sara.ask(.quoteShow) { $0.quote = quote.number }.state == "performed")
        #expect(await code { _ = try await move("3") } != nil)
        await relay.close()
    }

    @Test func `A2 a renewal, an extension with its reason, and a state`() async throws {
        let relay = try await ServedRelay()
        let boss = try await relay.technician("Boss")
        let renewed = try await boss.ask(.contractRenew) {
            ($0.key, $0.contract, $0.quotas) = ("1", relay.number, ["remote-install": 7000])
        }
        let terms = try #require(renewed.lines.first?.terms)
        #expect(terms.count == 2 && terms[0].until == terms[1].from)
        let extended = try await boss.ask(.contractExtend) { call in
            (call.key, call.contract, call.until, call.reason) = ("2", relay.number, "1420/01/01", "flood in the shop")
        }
        #expect(extended.lines.first?.terms.last?.extensions.first?.reason == "flood in the shop")
        #expect(extended.lines.first?.terms.last?.extensions.first?.actor == "Boss")
        #expect(
            await code {
                _ = try await boss.ask(.contractExtend) { call in
                    (call.key, call.contract, call.until, call.reason) = ("3", relay.number, "1419/01/01", "again")
                }
            } == .contractExtension)
        let suspended = try await boss.ask(.contractState) { call in
            (call.key, call.contract, call.state, call.reason) = ("4", relay.number, "suspended", "not paid")
        }
        #expect(suspended.state == "suspended" && suspended.states.map(\.reason) == ["not paid"])
        let kinds = try await relay.context.database.read { try $0.audit.entries().map(\.entry.kind.rawValue) }
        for kind in ["contract.renewed", "contract.extended", "contract.state"] { #expect(kinds.contains(kind), "\(kind)") }
        await relay.close()
    }

    @Test func `a plan whose calendar nobody knows is refused, and a tariff may come later`() async throws {
        let relay = try await ServedRelay()
        let boss = try await relay.technician("Boss")
        let plan = try ServedRelay.example("plans/faragostar.yaml")
        func buy(_ yaml: String) async throws -> WireContract {
            try await boss.ask(.contractAdd) { call in
                (call.customer, call.product, call.planYaml) = (relay.customer.name, "office", yaml)
                (call.planName, call.purchased) = ("faragostar.yaml", "1404-01-15")
            }
        }
        #expect(await code { _ = try await buy(plan) } == .planCalendarUnknown)
        let calendar = try ServedRelay.example("calendars/faragostar.yaml")
        _ = try await boss.ask(.calendarImport) { ($0.file, $0.content) = ("faragostar.yaml", calendar) }
        #expect(try await buy(plan).number.hasPrefix("C-"))
        await relay.close()
    }

    @Test func `calendars and tariffs are imported once, and listed`() async throws {
        let relay = try await ServedRelay()
        let boss = try await relay.technician("Boss")
        let calendar = try ServedRelay.example("calendars/office.yaml")
        #expect(try await boss.ask(.calendarList).calendars.map(\.version) == [0])
        let holidays = "1404-01-01\tNowruz\n1404-01-02\tNowruz\n"
        for unchanged in [false, true] {
            let view = try await boss.ask(.calendarImport) {
                ($0.file, $0.content, $0.holidays) = ("office.yaml", calendar, holidays)
            }
            #expect(view.unchanged == unchanged && view.version == 1 && view.week.count == 7)
            #expect(view.specialDays >= 2)
        }
        #expect(try await boss.ask(.calendarList).calendars.map(\.version) == [1])
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.tariffs).sorted() where name.hasSuffix(".yaml") {
            let content = try ServedRelay.example("tariffs/\(name)")
            let view = try await boss.ask(.tariffImport) { ($0.file, $0.content) = (name, content) }
            #expect(!view.lines.isEmpty && view.name.hasPrefix(view.source))
            #expect(try await boss.ask(.tariffImport) { ($0.file, $0.content) = (name, content) }.unchanged)
        }
        #expect(try await boss.pages(.tariffList).flatMap(\.tariffs).count >= 2)
        let bad = await code { _ = try await boss.ask(.tariffImport) { ($0.file, $0.content) = ("x.yaml", "lines: 3") } }
        #expect(bad?.rawValue.hasPrefix("plan.") == true)
        let long = String(repeating: "#", count: DeskLimits.fileBytes + 1)
        #expect(await code { _ = try await boss.ask(.tariffImport) { $0.content = long } } == .callInvalid)
        await relay.close()
    }

    private static let tariffs =
        URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path + "/Examples/tariffs"

    @Test func `A7 sites with their distances, of one's own customers`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara", isAdmin: false)
        let site = try await sara.ask(.siteAdd) { call in
            (call.key, call.customer, call.name, call.address) = ("1", relay.customer.name, "Shop", "Valiasr 1")
            (call.metres, call.source) = (39_900, "odometer")
        }
        #expect(site.metres == 39_900 && site.customer == relay.customer.name)
        #expect(try await sara.ask(.siteList) { $0.customer = relay.customer.name }.sites == [site])
        for (metres, source) in [(Int64(5), ""), (0, "map"), (-1, "map"), (DeskLimits.metres + 1, "map")] {
            #expect(
                await code {
                    _ = try await sara.ask(.siteAdd) { call in
                        (call.key, call.customer, call.name, call.address) = ("2", relay.customer.name, "Store", "x")
                        (call.metres, call.source) = (metres, source)
                    }
                } == .callInvalid)
        }
        await relay.close()
    }

    @Test func `what a contract gives, for the technician and for its customer's machine`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara", isAdmin: false), try await relay.machine("till-1"))
        let other = Customer(id: .random(), organisation: relay.context.identity.organisation, name: "Pars")
        try await relay.context.database.write { try $0.customers.add(other, at: relay.context.clock.now()) }
        let stranger = try await relay.machine("till-2", of: other)
        let view = try await sara.ask(.entitlementContract) { $0.contract = relay.number }
        let line = try #require(view.lines.first)
        #expect(line.inside && line.daysLeft > 0 && !line.kinds.isEmpty && !view.cut)
        #expect(line.quotas.first { $0.name == "remote-install" }?.available == 2000)
        let own = try await till.ask(.entitlementOwn)
        #expect(own.contracts.map(\.contract) == [relay.number] && own.customer == relay.customer.name)
        #expect(own.contracts.first?.lines == view.lines)
        let nothing = try await stranger.ask(.entitlementOwn)
        #expect(nothing.contracts.isEmpty && nothing.customer == "Pars")
        await relay.close()
    }

    @Test func `an overlong list of overrides is refused`() async throws {
        let relay = try await ServedRelay()
        let boss = try await relay.technician("Boss")
        let many = Dictionary(uniqueKeysWithValues: (0...DeskLimits.overrides).map { ("q\($0)", Int64(1000)) })
        #expect(
            await code { _ = try await boss.ask(.contractRenew) { ($0.key, $0.contract, $0.quotas) = ("1", relay.number, many) } }
                == .callInvalid)
        await relay.close()
    }
}
