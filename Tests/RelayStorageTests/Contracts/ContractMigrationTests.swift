import Cryptography
import Entitlement
import Foundation
import Primitives
import Storage
import Testing
import Turns

@testable import RelayStorage

@Suite(.keepsThread)
struct ContractMigrationTests {
    @Test func `terms from before are anchored at their first day, and are renewed like others`() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("old-\(UUID().uuidString).sqlite").path
        defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
        let old = Schema(
            name: "relay", application: RelaySchema.application, migrations: RelaySchema.migrations.filter { $0.version < 7 })
        let (organisation, customer) = (OrganisationID.random(), CustomerID.random())
        let (contract, line, term) = (ContractID.random(), ContractLineID.random(), TermID.random())
        let plan = try LedgerUnderTest.padra()
        let (start, end) = (try CivilDate(parsing: "1403-12-30"), try CivilDate(parsing: "1405-01-01"))
        do {
            let database = try Database.create(path: path, schema: old)
            try database.write {
                try $0.execute("INSERT INTO organisations VALUES (?, 'vendor', 'Padra', 1)", [organisation])
                try $0.execute("INSERT INTO customers VALUES (?, ?, 'Abi', 'abi', 1)", [customer, organisation])
                try $0.execute(
                    "INSERT INTO contracts (id, number, customer, state, created) VALUES (?, 1001, ?, 'active', 1)",
                    [contract, customer])
                try $0.execute(
                    "INSERT INTO contract_lines VALUES (?, ?, 'Office', '7', 'any', NULL, 'office', ?, ?, 1)",
                    [line, contract, start, try CanonicalJSON.encode(PurchaseOverrides.none)])
                try $0.execute(
                    "INSERT INTO terms VALUES (?, ?, ?, ?, ?, 1)",
                    [term, line, start.dayNumber, end.dayNumber, try CanonicalJSON.encode(plan)])
            }
            try database.close()
        }
        let database = try Database.open(path: path, schema: RelaySchema.current)
        let time = Timestamp(milliseconds: 1_760_000_000_000)
        try database.write {
            #expect(try $0.contracts.anchor(of: term) == TermAnchor(day: start, months: 12))
            #expect(try $0.contracts.terms(of: line).map(\.plan) == [plan])
            for _ in 0..<4 {
                _ = try $0.contracts.renew(line, on: CivilDate(parsing: "1404-10-01"), actor: "admin", at: time)
            }
            #expect(try $0.contracts.terms(of: line).last?.interval.end.jalaliText == "1408-12-30")
            #expect(try $0.contracts.view(contract).lines[0].terms.count == 5)
            #expect(try $0.supportCodeIdentities.sweep(at: time) == 0)
        }
    }
}
