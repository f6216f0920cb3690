import AuditLog
import AuditStorage
import Cryptography
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

/// H36 for every call that has a key: sent again it has no second effect and the same answer; other content is a conflict.
@Suite struct DeskRepetitionTests {
    /// A call that changes something: with this key, and once with other content.
    private typealias Keyed = @Sendable (_ key: String, _ other: Bool) async throws -> [UInt8]

    private struct Scene {
        let relay: ServedRelay
        let boss: TechnicianClient
        let sara: TechnicianClient
        let till: MachineClient
    }

    private static func bytes(_ message: some Message) throws -> [UInt8] { try message.serializedBytes() }

    private func contracts(_ scene: Scene) -> [String: Keyed] {
        let (relay, boss) = (scene.relay, scene.boss)
        return [
            "contract.add": { key, other in
                let plan = try ServedRelay.example("plans/padra.yaml")
                return try await Self.bytes(
                    boss.ask(.contractAdd) { call in
                        (call.key, call.customer, call.product) = (key, relay.customer.name, other ? "payroll" : "stock")
                        (call.planName, call.planYaml, call.purchased) = ("padra.yaml", plan, "1404-01-15")
                        // Maps have no order of their own.
                        call.quotas = ["remote-install": 3, "remote-training": 2, "on-site-visit": 4]
                    })
            },
            "contract.renew": { key, other in
                try await Self.bytes(
                    boss.ask(.contractRenew) { call in
                        (call.key, call.contract, call.months) = (key, relay.number, other ? 24 : 12)
                    })
            },
            "contract.extend": { key, other in
                try await Self.bytes(
                    boss.ask(.contractExtend) { call in
                        (call.key, call.contract, call.until) = (key, relay.number, other ? "1450-01-02" : "1450-01-01")
                        call.reason = "a long strike"
                    })
            },
            "contract.state": { key, other in
                try await Self.bytes(
                    boss.ask(.contractState) { call in
                        (call.key, call.contract, call.state) = (key, relay.number, other ? "active" : "suspended")
                        call.reason = "not paid"
                    })
            },
            "branch.add": { key, other in
                try await Self.bytes(boss.ask(.branchAdd) { ($0.key, $0.name) = (key, other ? "Tabriz" : "Shiraz") })
            },
            "customer.add": { key, other in
                try await Self.bytes(boss.ask(.customerAdd) { ($0.key, $0.name) = (key, other ? "Pars" : "Alborz") })
            },
            "site.add": { key, other in
                try await Self.bytes(
                    boss.ask(.siteAdd) { call in
                        (call.key, call.customer, call.name) = (key, relay.customer.name, other ? "Store" : "Shop")
                        (call.address, call.metres, call.source) = ("Valiasr 1", 12_000, "odometer")
                    })
            },
        ]
    }

    private func people(_ scene: Scene) -> [String: Keyed] {
        let (relay, boss, till) = (scene.relay, scene.boss, scene.till)
        return [
            "technician.invite": { key, other in
                try await Self.bytes(boss.ask(.technicianInvite) { ($0.key, $0.name) = (key, other ? "Mina" : "Ali") })
            },
            "machine.invite": { key, other in
                try await Self.bytes(
                    boss.ask(.machineInvite) { call in
                        (call.key, call.customer) = (key, relay.customer.name)
                        if other { call.contract = relay.number }
                    })
            },
            "help.ask": { key, other in
                try await Self.bytes(till.ask(.helpAsk) { ($0.key, $0.text) = (key, other ? "It smokes" : "It is slow") })
            },
            "library.add": { key, other in
                try await Self.bytes(
                    boss.ask(.libraryAdd) { call in
                        (call.key, call.name, call.version) = (key, "first-steps", other ? "2" : "1")
                        (call.type, call.product, call.size) = ("video", "ledger", 1_000_000)
                        call.digest = Data(Digest.of("film".utf8).bytes)
                    })
            },
        ]
    }

    private func work(_ scene: Scene) -> [String: Keyed] {
        let (relay, boss, sara) = (scene.relay, scene.boss, scene.sara)
        return [
            "quote.make": { key, other in try await Self.bytes(sara.quote(key, unitPrice: other ? 5_000_000 : 4_000_000)) },
            "quote.accept": { key, other in
                let quote = try await sara.quote("for \(key)")
                return try await Self.bytes(
                    sara.ask(.quoteAccept) { call in
                        (call.key, call.quote, call.how) = (key, quote.number, "phone")
                        call.by = other ? "Mr Ahmadi" : "Mrs Karimi"
                    })
            },
            "quote.mark": { key, other in
                let quote = try await sara.quote("for \(key)")
                return try await Self.bytes(
                    sara.ask(.quoteMark) { call in
                        (call.key, call.quote, call.state) = (key, quote.number, "withdrawn")
                        call.reference = other ? "letter 8" : "letter 7"
                    })
            },
            "record.make": { key, other in
                try await Self.bytes(sara.record(key, kind: other ? "error-fixing" : "guidance"))
            },
            "correction.propose": { key, other in
                try await Self.bytes(
                    boss.ask(.correctionPropose) { call in
                        (call.key, call.type, call.contract) = (key, "adjust", relay.number)
                        (call.quota, call.amount, call.reason) = ("remote-install", other ? 2000 : 1000, "promised on the phone")
                    })
            },
        ]
    }

    /// Methods that the specification calls repeatable by their key.
    private static func specified() throws -> Set<String> {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Protocol/README.md"), encoding: .utf8)
        return Set(
            text.matches(of: #/\| `([a-z.]+)` \|[^|]*→ R \|[^|]*\|[^|]*\| by key/#).map { String($0.1) })
    }

    @Test func `H36 the same key and content again is the same answer, other content is a conflict`() async throws {
        let relay = try await ServedRelay()
        let scene = Scene(
            relay: relay, boss: try await relay.technician("Boss"), sara: try await relay.technician("Sara", isAdmin: false),
            till: try await relay.machine("till-1"))
        let calls = contracts(scene).merging(people(scene)) { $1 }.merging(work(scene)) { $1 }
        #expect(try Self.specified() == Set(calls.keys))
        // A suspended contract gives nothing: what needs it comes first.
        for (method, call) in calls.sorted(by: {
            ($0.key == "contract.state" ? 1 : 0, $0.key) < ($1.key == "contract.state" ? 1 : 0, $1.key)
        }) {
            let first = try await call("key-1", false)
            #expect(try await call("key-1", false) == first, "\(method)")
            #expect(await code { _ = try await call("key-1", true) } == .callConflict, "\(method)")
        }
        #expect(try await relay.isSound())
        await relay.close()
    }

    @Test func `H36 a repeated call has one effect and one entry in the log`() async throws {
        let relay = try await ServedRelay()
        let boss = try await relay.technician("Boss")
        let replies = try await withThrowingTaskGroup(of: WireContractView.self) { group in
            for _ in 0..<8 {
                group.addTask { try await boss.ask(.contractRenew) { ($0.key, $0.contract) = ("again", relay.number) } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(replies.map { $0.lines.first?.terms.count }) == [2])
        let kinds = try await relay.context.database.read { try $0.audit.entries().map(\.entry.kind.rawValue) }
        #expect(kinds.count { $0 == "contract.renewed" } == 1)
        await relay.close()
    }

    @Test func `the code of an invitation with a key is kept nowhere, and lets its machine in`() async throws {
        let relay = try await ServedRelay()
        let boss = try await relay.technician("Boss")
        _ = try await boss.ask(.branchAdd) { ($0.key, $0.name) = ("1", "Shiraz") }
        let machine = try await boss.ask(.machineInvite) { ($0.key, $0.customer) = ("1", relay.customer.name) }
        let person = try await boss.ask(.technicianInvite) { ($0.key, $0.name, $0.organisation) = ("1", "Mina", "Shiraz") }
        for (reply, role) in [(machine, PeerRole.machine), (person, .technician)] {
            let hash = EnrolmentCode.hash(ofSecret: try EnrolmentCode(parsing: reply.code).secret)
            #expect(try await relay.context.database.read { try $0.enrolmentCodes.isKnown(secretHash: hash, role: role) })
        }
        let answers = try await relay.context.database.read { transaction in
            try transaction.query("SELECT answer FROM answers").map { try $0.value("answer", as: [UInt8].self) }
        }
        #expect(!answers.contains { String(decoding: $0, as: UTF8.self).contains("hamyar1-") })
        let people = try await boss.pages(.technicianList).flatMap(\.technicians)
        let branch = try await boss.ask(.branchList).organisations.first { $0.name == "Shiraz" }
        #expect(people.first { $0.name == "Mina" }?.organisation == branch?.id)
        await relay.close()
    }

    @Test func `the same key of two technicians is two things`() async throws {
        let relay = try await ServedRelay()
        let (sara, ali) = (try await relay.technician("Sara"), try await relay.technician("Ali"))
        let first = try await sara.quote("1")
        #expect(try await ali.quote("1").number != first.number)
        await relay.close()
    }

    @Test func `a key is required, short, and nothing that steers a screen`() async throws {
        let relay = try await ServedRelay()
        let boss = try await relay.technician("Boss")
        let longest = String(repeating: "k", count: DeskLimits.keyCharacters)
        for key in ["", longest + "k", "a\u{202e}b"] {
            #expect(await code { _ = try await boss.ask(.branchAdd) { ($0.key, $0.name) = (key, "Shiraz") } } == .callInvalid)
        }
        _ = try await boss.ask(.branchAdd) { ($0.key, $0.name) = (longest, "Shiraz") }
        await relay.close()
    }
}
