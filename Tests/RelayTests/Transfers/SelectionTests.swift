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

/// Words that choose machines.
@Suite struct SelectionTests {
    static let facts = SelectionFacts(
        number: "M-7", name: "till-1", customer: ["Karoon Trading"], contracts: ["C-1001"],
        products: [.init(name: "ledger", version: "2.0.10"), .init(name: "stock", version: "3.1")], platform: "linux-x86_64",
        tags: ["pilot", "south"], isOnline: false, lastSeen: Timestamp(milliseconds: 0))
    /// Two days after the machine was seen.
    static let now = Timestamp(milliseconds: 2 * 86_400_000)

    @Test(arguments: [
        ("", true), ("tag=pilot", true), ("tag=PILOT", true), ("tag=north", false), ("tag!=north", true), ("tag!=pilot", false),
        ("product=ledger version<2.1", true), ("product=ledger version<2.0.9", false), ("product=stock version<2.1", false),
        ("product=ledger version>=2.0.10", true), ("version>3", true), ("product!=ledger", false), ("product!=crm", true),
        ("customer=\"karoon trading\"", true), ("customer='Karoon*'", true), ("customer=karoon", false),
        ("contract=C-1001", true),
        ("seen<7d", true), ("seen<2d", false), ("seen<=2d", true), ("seen>47h", true), ("online", false), ("online=no", true),
        ("name=till-*", true), ("name=*-1", true), ("name=t*l*1", true), ("name=x*", false), ("platform=linux-*", true),
        ("machine=m-7", true), ("  tag=pilot   tag=south ", true), ("tag=pilot tag=north", false),
    ])
    func `words hold or do not`(text: String, holds: Bool) throws {
        #expect(try SelectionParser.parse(text).chooses(Self.facts, at: Self.now) == holds, "\(text)")
    }

    @Test(arguments: [
        ("colour=red", "1", "customer, contract, product, version, platform, tag, name, machine, seen, online", "colour=red"),
        ("tag", "4", "= !=", ""), ("tag<pilot", "4", "= !=", "<pilot"), ("tag=", "5", "a value", ""),
        ("tag= pilot", "5", "a value", " pilot"),
        ("tag=pilot seen=7d", "15", "< <= > >=", "=7d"), ("seen<7x", "6", "a number with s, m, h, d or w", "7x"),
        ("seen<1001w", "6", "a number with s, m, h, d or w", "1001w"), ("online=maybe", "8", "yes or no", "maybe"),
        ("name=\"a", "8", "\"", ""), ("name=\"a\"b", "9", "a space", "b"), ("name=a\"b", "7", "a space before the quote", "\"b"),
        ("customer=\"\"", "11", "a value", "\""),
    ])
    func `what means nothing says where, what was expected and what was found`(
        text: String, column: String, expected: String, found: String
    ) throws {
        let failure = #expect(throws: Failure.self) { try SelectionParser.parse(text) }
        #expect(failure?.code == .selectionMalformed)
        #expect(failure?.parameters == ["column": column, "expected": expected, "found": found], "\(text)")
    }

    @Test func `characters and words at the limit and one above`() throws {
        let words = { (count: Int) in Array(repeating: "tag=a", count: count).joined(separator: " ") }
        #expect(try SelectionParser.parse(words(Selection.termLimit)).terms.count == Selection.termLimit)
        #expect(throws: Failure.self) { try SelectionParser.parse(words(Selection.termLimit + 1)) }
        let long = { (count: Int) in "tag=" + String(repeating: "a", count: count - 4) }
        #expect(try SelectionParser.parse(long(Selection.characterLimit)).terms.count == 1)
        #expect(throws: Failure.self) { try SelectionParser.parse(long(Selection.characterLimit + 1)) }
    }

    @Test func `versions follow each other part by part`() {
        let ascending = ["1", "1.9", "1.10", "2.0-alpha", "2.0-beta2", "2.0-beta10", "2.0", "2.0.1", "2.1rc1", "2.1", "10.0"]
        for (index, left) in ascending.enumerated() {
            for right in ascending[(index + 1)...] { #expect(VersionOrder(left) < VersionOrder(right), "\(left) \(right)") }
        }
        #expect(VersionOrder("2.0.0") == VersionOrder("2"))
        #expect(VersionOrder("1.007") == VersionOrder("1.7"))
        #expect(VersionOrder(String(repeating: "9", count: 50)) < VersionOrder("1" + String(repeating: "0", count: 50)))
    }

    @Test func `tags and products at the relay`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let (first, second) = (try await relay.machine("till-1"), try await relay.machine("till-2"))
        try await first.report([("ledger", "2.0"), ("stock", "1")])
        let tagged = try await sara.ask(.machineTag) {
            $0.machines = ["till-1", "M-2"]
            $0.add = ["pilot", "south"]
        }
        #expect(tagged.machines.map(\.tags) == [["pilot", "south"], ["pilot", "south"]])
        _ = try await sara.ask(.machineTag) {
            $0.machines = ["till-2"]
            $0.remove = ["pilot"]
        }
        let names = { (words: String) in
            try await sara.pages(.machineList) { $0.where = words }.flatMap(\.machines).map(\.name)
        }
        #expect(try await names("") == ["till-1", "till-2"])
        #expect(try await names("tag=pilot") == ["till-1"])
        #expect(try await names("product=ledger version<2.1 online") == ["till-1"])
        #expect(await code { _ = try await names("tag:pilot") } == .selectionMalformed)
        for wrong in ["", "Pilot", "a b", String(repeating: "a", count: TransferLimits.tagCharacters + 1)] {
            let call = {
                _ = try await sara.ask(.machineTag) {
                    $0.machines = ["till-1"]
                    $0.add = [wrong]
                }
            }
            #expect(await code(call) == .machineTag)
        }
        _ = second
        await relay.close()
    }

    @Test func `products that a machine reports are cut at the limit, their words too`() async throws {
        let relay = try await ServedRelay()
        let till = try await relay.machine("till-1")
        let reported = {
            try await relay.context.database.read { try $0.machineTags.products(of: till.id) }
        }
        let numbered = { (count: Int) in (0..<count).map { (String(format: "product-%03d", $0), "1") } }
        try await till.report(numbered(TransferLimits.products))
        #expect(try await reported().count == TransferLimits.products)
        try await till.report(numbered(TransferLimits.products + 1))
        #expect(try await reported().map(\.name) == numbered(TransferLimits.products).map(\.0))
        let word = { (count: Int) in String(repeating: "a", count: count) }
        let limit = TransferLimits.productCharacters
        try await till.report([(word(limit), "1" + word(limit - 1)), ("b" + word(limit), "2" + word(limit))])
        let cut = try await reported()
        #expect(cut.map(\.name) == [word(limit), "b" + word(limit - 1)])
        #expect(cut.map(\.version) == ["1" + word(limit - 1), "2" + word(limit - 1)])
        await relay.close()
    }

    @Test func `machines of one call that tags at the limit and one above`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        _ = try await relay.machine("till-1")
        let tag = { (count: Int) in
            try await sara.ask(.machineTag) {
                $0.machines = Array(repeating: "till-1", count: count)
                $0.add = ["pilot"]
            }
        }
        #expect(try await tag(MachineCalls.tagged).machines.count == MachineCalls.tagged)
        for wrong in [0, MachineCalls.tagged + 1] {
            #expect(await code { _ = try await tag(wrong) } == .callInvalid)
        }
        await relay.close()
    }

    @Test func `tags of one machine at the limit and one above`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        _ = try await relay.machine("till-1")
        let add = { (count: Int) in
            _ = try await sara.ask(.machineTag) {
                $0.machines = ["till-1"]
                $0.add = (0..<count).map { "t\($0)" }
            }
        }
        try await add(TransferLimits.tags)
        #expect(await code { try await add(TransferLimits.tags + 1) } == .machineTag)
        await relay.close()
    }
}

extension MachineClient {
    /// A new connection that says what is installed.
    func report(_ products: [(String, String)]) async throws {
        let connection = try await relay.dial(identity)
        _ = try await connection.call(
            .presenceHello,
            WireHello.with {
                $0.bootID = "boot-\(id)"
                $0.products = products.map { product in
                    WireInstalledProduct.with { ($0.name, $0.version) = product }
                }
            })
        keep(connection)
    }
}
