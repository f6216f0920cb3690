import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

struct LedgerTests {
    @Test func aRemoteInstallHoldsOneAndTheOutcomeConsumesIt() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let hold = try relay.hold(relay.request(line, "remote-install"))
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 1 available, 1 held")
        let settled = try relay.close(hold)
        #expect(settled.state == .closed && settled.consumed == .one && settled.useEntry == nil)
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 1 available, 1 consumed")
        let entries = try relay.entries(line).suffix(2)
        #expect(entries.map(\.transaction.kind) == [.hold, .close])
        #expect(entries.map { $0.changes[0].before.available.thousandths } == [2000, 1000])
        #expect(entries.map { $0.changes[0].after.available.thousandths } == [1000, 1000])
        #expect(entries.allSatisfy { $0.transaction.work == hold.work })
    }

    @Test func errorFixingPostsItsUseAndNoQuotaChanges() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let hold = try relay.hold(relay.request(line, "error-fixing"))
        #expect(hold.entry == nil && hold.verdict.parts[0].rule == "A9")
        #expect(try relay.entries(line).count == 5)
        #expect(try relay.close(hold).useEntry != nil)
        #expect(try relay.balances(line, "error-fixing")?.brief == "1 granted, 1 used")
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 2 available")
    }

    @Test(arguments: ["assessment", "demo", "guidance"])
    func zeroRatedKindsPostNothing(kind: String) throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let settled = try relay.close(relay.hold(relay.request(line, kind)))
        #expect(settled.closeEntry == nil && settled.useEntry == nil)
        #expect(try relay.entries(line).count == 5)
    }

    @Test func aProspectsDemoIsClosedWithoutALedger() throws {
        let relay = try LedgerUnderTest()
        let request = HoldRequest(
            key: "demo", account: .prospect(relay.customer.id),
            question: ServiceQuestion(kind: .demo, place: .remote, occurredAt: relay.noon),
            work: .session(.random(), line: 1), actor: "technician", reason: "demo")
        let hold = try relay.hold(request)
        #expect(hold.contract == nil && hold.verdict.isFreeOfCharge)
        #expect(try relay.close(hold).state == .closed)
        let refused = HoldRequest(
            key: "install", account: .prospect(relay.customer.id),
            question: ServiceQuestion(
                kind: ServiceKindName(rawValue: "remote-install"), place: .remote, occurredAt: relay.noon),
            work: .session(.random(), line: 1), actor: "technician", reason: "demo")
        #expect(refusal { try relay.hold(refused) } == .entitlementDenied)
    }

    @Test func theThirdInstallNeedsAQuoteAndSoDoesOneAfterTheTerm() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        for _ in 0..<2 { _ = try relay.close(relay.hold(relay.request(line, "remote-install"))) }
        #expect(refusal { try relay.hold(relay.request(line, "remote-install")) } == .entitlementQuoteNeeded)
        let after = relay.zone.midnight(of: line.terms[0].interval.end)
        #expect(refusal { try relay.hold(relay.request(line, "error-fixing", at: after)) } == .entitlementQuoteNeeded)
        #expect(throws: Never.self) { try relay.hold(relay.request(line, "error-fixing", at: after - .seconds(60)), at: after) }
    }

    @Test func workWithoutEffectGivesEverythingBack() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let settled = try relay.close(relay.hold(relay.request(line, "remote-install")), .withoutEffect)
        #expect(settled.consumed == .zero && settled.state == .closed)
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 2 available")
        let fixing = try relay.close(relay.hold(relay.request(line, "error-fixing")), .withoutEffect)
        #expect(fixing.useEntry == nil)
    }

    @Test(arguments: [SettlementBasis.Result.failed, .stopped, .silent])
    func doubtIsADisputeUntilAPersonDecides(result: SettlementBasis.Result) throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let hold = try relay.hold(relay.request(line, "remote-install"))
        let disputed = try relay.close(hold, result)
        #expect(disputed.state == .disputed && disputed.consumed == .zero)
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 1 available, 1 held")
        #expect(try relay.database.read { try $0.ledger.disputedHolds(scope: .only(relay.organisation)) }.map(\.id) == [hold.id])
        #expect(try relay.database.read { try $0.ledger.disputedHolds(scope: .only(.random())) }.isEmpty)
        let decision = DisputeDecision(used: .one, decidedBy: "admin", reason: "it works")
        for _ in 0..<2 {
            let decided = try relay.database.write {
                try $0.ledger.decide(hold.id, decision, zone: relay.zone, at: relay.noon)
            }
            #expect(decided.state == .closed && decided.consumed == .one)
        }
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 1 available, 1 consumed")
        let other = DisputeDecision(used: .zero, decidedBy: "admin", reason: "it does not")
        #expect(
            refusal { try relay.database.write { try $0.ledger.decide(hold.id, other, zone: relay.zone, at: relay.noon) } }
                == .ledgerHoldClosed)
    }

    @Test func anOutcomeThatComesAfterSilenceSettles() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let hold = try relay.hold(relay.request(line, "remote-install"))
        _ = try relay.close(hold, .silent, outcome: "")
        #expect(try relay.close(hold, .succeeded).consumed == .one)
        #expect(try relay.close(hold, .succeeded).consumed == .one)
        #expect(refusal { try relay.close(hold, .withoutEffect) } == .ledgerHoldClosed)
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 1 available, 1 consumed")
    }

    @Test func halfOfAUnitIsPossible() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let half = Quantity(thousandths: 500)
        _ = try relay.close(relay.hold(relay.request(line, "remote-install", quantity: half)), used: half)
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 1.5 available, 0.5 consumed")
    }

    @Test func nobodyUsesMoreThanWasHeld() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let hold = try relay.hold(relay.request(line, "remote-install"))
        #expect(refusal { try relay.close(hold, used: try Quantity(units: 2)) } == .ledgerOverHeld)
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 1 available, 1 held")
    }

    @Test func aRepeatedKeyIsTheSameHoldAndOtherContentAConflict() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let session = WorkReference.session(.random(), line: 1)
        let hold = try relay.hold(relay.request(line, "remote-install", key: "k", session: session))
        #expect(try relay.hold(relay.request(line, "remote-install", key: "k", session: session)).id == hold.id)
        #expect(refusal { try relay.hold(relay.request(line, "error-fixing", key: "k", session: session)) } == .ledgerKeyConflict)
        #expect(refusal { try relay.hold(relay.request(line, "remote-install", key: "l", session: session)) } == .ledgerLineHeld)
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 1 available, 1 held")
        let context = LedgerContext(key: "g", actor: "admin", reason: "gift", occurredAt: relay.noon)
        let bucket = line.buckets[0].bucket.id
        let first = try relay.database.write { try $0.ledger.grant(.one, to: bucket, context) }
        #expect(try relay.database.write { try $0.ledger.grant(.one, to: bucket, context) } == first)
        #expect(
            refusal { try relay.database.write { try $0.ledger.grant(try Quantity(units: 2), to: bucket, context) } }
                == .ledgerKeyConflict)
    }

    @Test func aVerdictThatChangedVoidsTheGrant() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract(overrides: PurchaseOverrides(quotas: ["remote-install": try Quantity(units: 3)]))
        func shown() throws -> EntitlementVerdict {
            let standing = try relay.database.read { try $0.standings.line(line.line.id) }
            return evaluate(
                relay.request(line, "remote-install").question, for: .line(standing), in: EntitlementSetting(zone: relay.zone))
        }
        let pinned = try shown()
        #expect(pinned.parts[0].leftAfter == (try Quantity(units: 2)))
        for _ in 0..<3 { _ = try relay.hold(relay.request(line, "remote-install", pinned: pinned)) }
        #expect(refusal { try relay.hold(relay.request(line, "remote-install", pinned: pinned)) } == .entitlementVerdictChanged)
    }

    @Test func aPriceIsAcceptedAsItIsOrNothingIsHeld() throws {
        let relay = try LedgerUnderTest()
        let plan = try LedgerHistory.plan()
        let line = try relay.addContract(plan: plan)
        let request = relay.request(line, "install", quantity: try Quantity(units: 4), accepted: Money(rials: 100))
        #expect(request.acceptedPrice.rials == 100)
        #expect(
            refusal { try relay.hold(relay.request(line, "install", quantity: try Quantity(units: 4))) }
                == .entitlementPriceNotAccepted)
        let hold = try relay.hold(request)
        #expect(hold.legs.count == 1 && hold.acceptedPrice.rials == 100)
        #expect(try relay.close(hold, used: try Quantity(units: 4)).consumed.thousandths == 4000)
        #expect(try relay.balances(line, "installs")?.brief == "3 granted, 3 consumed")
    }

    @Test func whatComesBackAfterTheTermIsExpired() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let end = relay.zone.midnight(of: line.terms[0].interval.end)
        let hold = try relay.hold(relay.request(line, "remote-install", at: end - .seconds(60)), at: end - .seconds(30))
        _ = try relay.database.write {
            try $0.ledger.expire(
                line.buckets[0].bucket.id, LedgerContext(key: "end", actor: "relay", reason: "term", occurredAt: end))
        }
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 1 held, 1 expired")
        _ = try relay.close(hold, .withoutEffect, at: end)
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 2 expired")
    }

    @Test func aHoldEndsByItselfAfterFourteenDays() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let hold = try relay.hold(relay.request(line, "remote-install"))
        let end = relay.noon + LedgerRules.longestHold
        #expect(try relay.database.read { try $0.ledger.overdueHolds(at: end - .milliseconds(1)) }.isEmpty)
        #expect(try relay.database.read { try $0.ledger.overdueHolds(at: end) }.map(\.id) == [hold.id])
        for _ in 0..<2 {
            let released = try relay.database.write {
                try $0.ledger.release(hold.id, actor: "relay", zone: relay.zone, at: end)
            }
            #expect(released.consumed == .zero && released.state == .closed)
        }
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 2 available")
        #expect(refusal { try relay.close(hold) } == .ledgerHoldClosed)
    }

    @Test func correctionsAreEntriesOfTheirOwn() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        let bucket = line.buckets[0].bucket.id
        func context(_ key: String) -> LedgerContext {
            LedgerContext(key: key, actor: "admin", reason: "correction", occurredAt: relay.noon)
        }
        _ = try relay.close(relay.hold(relay.request(line, "remote-install")))
        try relay.database.write { transaction in
            try transaction.ledger.refund(.one, in: bucket, zone: relay.zone, context("refund"))
            let gift = try transaction.ledger.adjust(by: .one, in: bucket, context("gift"))
            try transaction.ledger.reverse(gift.id, context("reverse"))
        }
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 2 available")
        let entries = try relay.entries(line).map(\.transaction)
        let gift = entries.first { $0.key == "gift" }
        let reversal = entries.first { $0.key == "reverse" }
        for id in [gift?.id, reversal?.id] {
            let id = try #require(id)
            #expect(refusal { try relay.database.write { try $0.ledger.reverse(id, context("again")) } } == .ledgerNotReversible)
        }
    }

    @Test func theLedgerIsInsertOnlyAndABalanceChangedByHandIsFound() throws {
        let relay = try LedgerUnderTest()
        let line = try relay.addContract()
        for sql in [
            "UPDATE ledger_postings SET amount = 1", "DELETE FROM ledger_postings", "UPDATE ledger_transactions SET actor = 'x'",
            "DELETE FROM ledger_transactions",
        ] {
            #expect(refusal { try relay.database.write { try $0.execute(sql) } } == .storageConstraint)
        }
        let bucket = line.buckets[0].bucket.id
        try relay.database.write {
            try $0.execute("UPDATE buckets SET granted = 9000, available = 9000 WHERE id = ?", [bucket])
        }
        let wrong = try relay.database.write { try $0.ledger.rebuildBalances() }
        #expect(wrong.map(\.bucket) == [bucket])
        #expect(wrong.first?.rebuilt.brief == "2 granted, 2 available")
        #expect(try relay.database.read { try $0.ledger.mismatches() }.isEmpty)
        #expect(try relay.balances(line, "remote-install")?.brief == "2 granted, 2 available")
    }
}
