import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

struct ContractExtensionTests {
    private func extend(
        _ relay: LedgerUnderTest, _ term: TermID, to end: String, reason: String = "the office was closed",
        at time: Timestamp? = nil
    ) throws -> Term {
        try relay.database.write {
            try $0.contracts.extend(
                term, to: CivilDate(parsing: end), actor: "admin", reason: reason, zone: relay.zone, at: time ?? relay.noon)
        }
    }

    @Test func `a term's end moves, and each move is kept with its reason`() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let term = line.terms[0]
        #expect(try extend(relay, term.id, to: "1405-06-01").interval.end.jalaliText == "1405-06-01")
        #expect(try extend(relay, term.id, to: "1405-06-15", reason: "again").interval.end.jalaliText == "1405-06-15")
        let extensions = try relay.database.read { try $0.contracts.extensions(of: term.id) }
        #expect(
            extensions.map { "\($0.from.jalaliText) \($0.until.jalaliText) \($0.reason)" } == [
                "1405-05-14 1405-06-01 the office was closed", "1405-06-01 1405-06-15 again",
            ])
        // The last minute of the extension is inside.
        let standing = try relay.database.read { try $0.standings.line(line.line.id) }
        let end = relay.zone.midnight(of: try CivilDate(parsing: "1405-06-15"))
        #expect(standing.terms[0].contains(end - .milliseconds(1), within: .support, in: relay.zone))
        #expect(!standing.terms[0].contains(end, within: .support, in: relay.zone))
        // The ledger's rows about it cannot be changed by hand.
        #expect(refusal { try relay.database.write { try $0.execute("UPDATE term_extensions SET reason = 'x'") } } != nil)
        #expect(refusal { try relay.database.write { try $0.execute("DELETE FROM term_extensions") } } != nil)
        for change in ["end_day = end_day - 1", "start_day = start_day - 1", "plan = '{}'", "anchor_months = 99"] {
            #expect(refusal { try relay.database.write { try $0.execute("UPDATE terms SET \(change)") } } == .storageConstraint)
        }
        #expect(refusal { try relay.database.write { try $0.execute("DELETE FROM terms") } } != nil)
    }

    @Test(arguments: ["1405-05-14", "1405-05-13", "1404-05-14"])
    func `an end that is not later is refused`(end: String) throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        #expect(refusal { try extend(relay, line.terms[0].id, to: end) } == .contractExtension)
    }

    @Test func `an extension never reaches into the next term`() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        try relay.database.write {
            _ = try $0.contracts.renew(line.line.id, on: CivilDate(parsing: "1405-07-01"), actor: "admin", at: relay.noon)
        }
        #expect(refusal { try extend(relay, line.terms[0].id, to: "1405-07-02") } == .contractTermsOverlap)
        #expect(try extend(relay, line.terms[0].id, to: "1405-07-01").interval.end.jalaliText == "1405-07-01")
    }

    @Test func `what follows an extended term begins at its end, and loses none of its months`() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        _ = try extend(relay, line.terms[0].id, to: "1405-06-01")
        try relay.database.write {
            for _ in 0..<2 {
                _ = try $0.contracts.renew(line.line.id, on: CivilDate(parsing: "1405-05-20"), actor: "admin", at: relay.noon)
            }
        }
        let terms = try relay.database.read { try $0.contracts.terms(of: line.line.id) }
        #expect(terms.map(\.interval.end.jalaliText) == ["1405-06-01", "1406-06-01", "1407-06-01"])
    }

    @Test(arguments: ["", " ", "\u{1b}[2J", "a\nb", String(repeating: "x", count: 501)])
    func `a reason that is none is refused, at its limit and beyond`(reason: String) throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        #expect(refusal { try extend(relay, line.terms[0].id, to: "1405-06-01", reason: reason) } == .contractReason)
        let longest = String(repeating: "ی", count: 500)
        #expect(try extend(relay, line.terms[0].id, to: "1405-06-01", reason: longest).interval.end.jalaliText == "1405-06-01")
    }

    /// Requirement A22 and the design's "what comes back after the term's end goes to expired unless an extension is dated".
    @Test func `what expired comes back with the extension, and what is given back later is available`() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let (used, open) = (
            try relay.hold(relay.request(line, "remote-install")), try relay.hold(relay.request(line, "remote-install"))
        )
        _ = try relay.close(used)
        let end = relay.zone.midnight(of: line.terms[0].interval.end)
        func expire(at time: Timestamp) throws -> Int {
            try relay.database.write { try $0.ledger.expireEnded(at: time, in: relay.zone) }.count
        }
        func balances(_ quota: String = "remote-install") throws -> String? { try relay.balances(line, quota)?.brief }
        #expect(try expire(at: end - .milliseconds(1)) == 0 && expire(at: end) > 0)
        #expect(try balances() == "2 granted, 1 held, 1 consumed")
        #expect(try balances("on-site-visit") == "1 granted, 1 expired")
        // A new end that is past too gives nothing back.
        _ = try extend(relay, line.terms[0].id, to: "1405-05-15", at: end + .seconds(2 * 86_400))
        #expect(try balances("on-site-visit") == "1 granted, 1 expired")
        _ = try extend(relay, line.terms[0].id, to: "1405-06-01", at: end + .seconds(2 * 86_400))
        #expect(try balances("on-site-visit") == "1 granted, 1 available")
        _ = try relay.close(open, .failed, used: .zero, at: end + .seconds(3 * 86_400))
        _ = try relay.database.write {
            try $0.ledger.decide(
                open.id, DisputeDecision(used: .zero, decidedBy: "admin", reason: "no effect"), zone: relay.zone,
                at: end + .seconds(3 * 86_400))
        }
        #expect(try balances() == "2 granted, 1 available, 1 consumed")
        // The extended end is an end like the first.
        let later = relay.zone.midnight(of: try CivilDate(parsing: "1405-06-01"))
        #expect(try expire(at: later - .milliseconds(1)) == 0 && expire(at: later) > 0)
        #expect(try balances() == "2 granted, 1 consumed, 1 expired" && balances("on-site-visit") == "1 granted, 1 expired")
        #expect(try relay.database.read { try $0.ledger.mismatches() }.isEmpty)
    }
}
