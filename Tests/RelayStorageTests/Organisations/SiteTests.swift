import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

struct SiteTests {
    private func add(
        _ relay: LedgerUnderTest, _ name: String, address: String = "Tehran, Azadi 1", metres: Int64? = nil,
        source: String = "map", isDefault: Bool = false
    ) throws -> Site {
        try relay.database.write {
            try $0.sites.add(
                to: relay.customer.id, name: name, address: address,
                distance: metres.map { SiteDistance(metres: $0, source: source) }, isDefault: isDefault, at: relay.noon)
        }
    }

    @Test func `A7 a customer has several sites, each with its distance and the distance's source, one of them the default`()
        throws
    {
        let relay = try LedgerUnderTest()
        let office = try add(relay, "office", metres: 39_900)
        let store = try add(relay, "انبار", metres: 40_000, source: "odometer")
        #expect(office.isDefault && !store.isDefault)
        #expect(try relay.database.read { try $0.sites.defaultSite(of: relay.customer.id) } == office)
        let third = try add(relay, "Karaj", isDefault: true)
        #expect(third.isDefault && third.distance == nil)
        let all = try relay.database.read { try $0.sites.all(of: relay.customer.id) }
        #expect(all.map(\.name) == ["Karaj", "office", "انبار"] && all.map(\.isDefault) == [true, false, false])
        let measured = try relay.database.write {
            try $0.sites.measure(third.id, SiteDistance(metres: 42_000, source: "technician"))
        }
        #expect(measured.distance == SiteDistance(metres: 42_000, source: "technician"))
        #expect(try relay.database.read { try $0.sites.find("انبار ", of: relay.customer.id) } == store)
        #expect(try relay.database.read { try $0.sites.find(store.id.description, of: relay.customer.id) } == store)
        #expect(try relay.database.read { try $0.sites.find("x", of: relay.customer.id) } == nil)
        #expect(try relay.database.write { try $0.sites.makeDefault(store.id) }.isDefault)
        #expect(try relay.database.read { try $0.sites.all(of: relay.customer.id) }.filter(\.isDefault).map(\.id) == [store.id])
    }

    @Test func `a site needs a name of its own and an address, at their limits and above`() throws {
        let relay = try LedgerUnderTest()
        _ = try add(relay, "Office")
        for name in ["", " \u{200c}", "office", "OFFICE ", "a\tb", String(repeating: "n", count: 101)] {
            #expect(refusal { try add(relay, name) } == .siteMalformed, "\(name)")
        }
        for address in ["", "a\u{202e}b", String(repeating: "a", count: Sites.addressLimit + 1)] {
            #expect(refusal { try add(relay, "x", address: address) } == .siteMalformed)
        }
        _ = try add(relay, String(repeating: "n", count: 100), address: String(repeating: "a", count: Sites.addressLimit))
        #expect(
            refusal {
                try relay.database.write { try $0.sites.add(to: .random(), name: "x", address: "y", at: relay.noon) }
            } == .storageNoSuchRow)
    }

    @Test func `a distance is one that a road has, with a source, at the limit and above`() throws {
        let relay = try LedgerUnderTest()
        for metres: Int64 in [-1, Sites.metresLimit + 1, .max] {
            #expect(refusal { try add(relay, "far", metres: metres) } == .siteDistance)
        }
        #expect(refusal { try add(relay, "far", metres: 1, source: " ") } == .siteDistance)
        #expect(try add(relay, "far", metres: Sites.metresLimit).distance?.metres == Sites.metresLimit)
        #expect(try add(relay, "here", metres: 0).distance?.metres == 0)
    }

    @Test func `a customer's sites at the limit and one above`() throws {
        let relay = try LedgerUnderTest()
        try relay.database.write { transaction in
            for number in 1...Sites.countLimit {
                _ = try transaction.sites.add(to: relay.customer.id, name: "s\(number)", address: "a", at: relay.noon)
            }
        }
        #expect(refusal { try add(relay, "more") } == .siteTooMany)
    }
}
