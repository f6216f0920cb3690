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

/// Who may make which call: the table of Protocol/README.md, tried with every sort of caller.
@Suite struct DeskAuthorisationTests {
    /// A method and who opens it, as the specification says.
    private struct Row {
        let method: String
        let openers: String

        func allows(_ caller: String) -> Bool {
            switch caller {
            case "machine": openers.contains("M")
            case "vendor's admin": openers.contains("T")
            case "branch's admin": openers.contains("T") && !openers.contains("vendor's admin")
            default: openers.contains("T") && !openers.contains("admin")
            }
        }
    }

    /// Of message streams between technicians, machines and the relay, and no follow.
    private static func rows() throws -> [Row] {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Protocol/README.md"), encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 5, cells[1].hasSuffix("→ R"), cells[0].hasPrefix("`"), !cells[2].hasPrefix("bulk") else {
                return nil
            }
            return Row(
                method: cells[0].replacing("`", with: ""),
                openers: String(cells[1].dropLast(3)).trimmingCharacters(in: .whitespaces))
        }.filter { !$0.openers.contains("E") }
    }

    /// Whether the caller is told that the method is not for it; whatever else is said, it was let in.
    private func isForbidden(_ method: String, to connection: PeerConnection) async -> Bool {
        do {
            _ = try await connection.call(Call<WireEmpty, WireEmpty>(method), WireEmpty())
            return false
        } catch {
            let failure = error as? Failure
            #expect(failure?.code != .callUnknown, "\(method)")
            return failure?.code == .callForbidden && failure?.parameters["method"] == method
        }
    }

    @Test func `every call is open to those whom the specification names, and to nobody else`() async throws {
        let relay = try await ServedRelay()
        let branch = Organisation(id: .random(), kind: .branch, name: "Shiraz")
        try await relay.context.database.write { try $0.customers.add(branch, at: relay.context.clock.now()) }
        let callers: [(String, PeerConnection)] = [
            ("vendor's admin", try await relay.technician("Boss").connection),
            ("technician", try await relay.technician("Sara", isAdmin: false).connection),
            ("branch's admin", try await relay.technician("Reza", organisation: branch.id).connection),
            ("branch's technician", try await relay.technician("Mina", isAdmin: false, organisation: branch.id).connection),
            ("machine", try await relay.machine("till-1").connection),
        ]
        let rows = try Self.rows()
        #expect(rows.count > 70)
        for row in rows {
            for (caller, connection) in callers {
                #expect(
                    await isForbidden(row.method, to: connection) == !row.allows(caller), "\(row.method) by \(caller)")
            }
        }
        await relay.close()
    }

    @Test func `a branch sees nothing of what is not given to it`() async throws {
        let relay = try await ServedRelay()
        let branch = Organisation(id: .random(), kind: .branch, name: "Shiraz")
        try await relay.context.database.write { try $0.customers.add(branch, at: relay.context.clock.now()) }
        let (boss, reza) = (try await relay.technician("Boss"), try await relay.technician("Reza", organisation: branch.id))
        let till = try await relay.machine("till-1")
        let help = try await till.ask(.helpAsk) { ($0.key, $0.text) = ("h1", "The printer is silent") }
        let quote = try await boss.quote("q1")
        let record = try await boss.record("r1")

        func refused(_ work: () async throws -> Void) async { #expect(await code(work) == .findNothing) }
        await refused { _ = try await reza.ask(.contractShow) { $0.contract = relay.number } }
        await refused { _ = try await reza.ask(.entitlementContract) { $0.contract = relay.number } }
        await refused { _ = try await reza.ask(.quoteShow) { $0.quote = quote.number } }
        await refused { _ = try await reza.ask(.quoteMark) { ($0.key, $0.quote, $0.state) = ("k", quote.id, "withdrawn") } }
        await refused { _ = try await reza.ask(.recordShow) { $0.record = record.number } }
        await refused { _ = try await reza.ask(.helpShow) { $0.request = help.number } }
        await refused { _ = try await reza.ask(.helpTake) { $0.request = help.number } }
        await refused { _ = try await reza.ask(.confirm) { $0.subject = record.number } }
        await refused { _ = try await reza.ask(.siteList) { $0.customer = relay.customer.name } }
        await refused {
            _ = try await reza.ask(.contractState) { ($0.key, $0.contract, $0.state) = ("k", relay.number, "suspended") }
        }
        await refused {
            _ = try await reza.ask(.customerAdd) {
                ($0.name, $0.branch) = ("Pars", relay.context.identity.organisation.description)
            }
        }
        #expect(try await reza.pages(.quoteList).flatMap(\.quotes).isEmpty)
        #expect(try await reza.pages(.recordList).flatMap(\.records).isEmpty)
        #expect(try await reza.pages(.helpList).flatMap(\.requests).isEmpty)
        #expect(try await reza.pages(.customerList).flatMap(\.customers).isEmpty)
        #expect(try await reza.ask(.branchList).organisations.map(\.name) == ["Shiraz"])

        // Given to the branch, it is the branch's; the vendor still sees it.
        _ = try await boss.ask(.customerGive) { ($0.customer, $0.branch) = (relay.customer.name, "Shiraz") }
        #expect(try await reza.ask(.contractShow) { $0.contract = relay.number }.organisation == "Shiraz")
        #expect(try await reza.ask(.quoteShow) { $0.quote = quote.number }.number == quote.number)
        #expect(try await boss.ask(.recordShow) { $0.record = record.number }.number == record.number)
        await relay.close()
    }
}

extension TechnicianClient {
    /// Two hours of customisation at a price by hand.
    func quote(_ key: String, kind: String = "customisation", unitPrice: Int64 = 4_000_000) async throws -> WireQuoteView {
        try await ask(.quoteMake) { call in
            (call.key, call.contract, call.kind, call.place) = (key, relay.number, kind, .remote)
            (call.quantity, call.taxPermille) = (1000, 0)
            call.items = [.with { ($0.description_p, $0.quantity, $0.unitPrice) = ("A report", 1000, unitPrice) }]
        }
    }

    /// Guidance on the phone: free, and written down.
    func record(_ key: String, kind: String = "guidance") async throws -> WireRecordView {
        try await ask(.recordMake) { call in
            (call.key, call.contract, call.kind, call.place) = (key, relay.number, kind, .phone)
            call.channel = "phone"
        }
    }
}
