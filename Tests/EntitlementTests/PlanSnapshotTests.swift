import Primitives
import Testing

@testable import Entitlement

struct PlanSnapshotTests {
    @Test func isStoredAsCanonicalJSONAndReadBack() throws {
        let plan = try SamplePlan.snapshot()
        let text = try CanonicalJSON.encode(plan)
        #expect(try CanonicalJSON.decode(PlanSnapshot.self, from: text) == plan)
        #expect(try CanonicalJSON.encode(try CanonicalJSON.decode(PlanSnapshot.self, from: text)) == text)
    }

    @Test func overridesChangeMonthsQuotasAndKinds() throws {
        let overrides = PurchaseOverrides(
            months: 18, quotas: ["remote-install": try Quantity(units: 5)], without: [ServiceKindName(rawValue: "visit")])
        let sold = try SamplePlan.snapshot().applying(overrides)
        #expect(sold.months == 18 && sold.guaranteeMonths == 18)
        #expect(sold.quota(QuotaName(rawValue: "remote-install"))?.amount.thousandths == 5000)
        #expect(sold.kind(ServiceKindName(rawValue: "visit")) == nil)
        #expect(sold.quota(QuotaName(rawValue: "visit")) == nil, "a quota that no kind draws on is not granted")
    }

    @Test(arguments: [
        PurchaseOverrides(quotas: ["nonsense": .one]), PurchaseOverrides(quotas: ["reinstall": .one]),
        PurchaseOverrides(without: [.assessment]), PurchaseOverrides(without: [ServiceKindName(rawValue: "nonsense")]),
        PurchaseOverrides(months: 0), PurchaseOverrides(months: -12), PurchaseOverrides(months: .max),
        PurchaseOverrides(quotas: ["remote-install": Quantity(thousandths: -1)]),
        PurchaseOverrides(quotas: ["remote-install": Quantity(thousandths: .max)]),
    ])
    func refusesOverridesThatMeanNothing(overrides: PurchaseOverrides) throws {
        let plan = try SamplePlan.snapshot()
        #expect(throws: Failure.self) { try plan.applying(overrides) }
    }

    @Test func `months and quotas at their limits and one above`() throws {
        let plan = try SamplePlan.snapshot()
        _ = try plan.applying(PurchaseOverrides(months: PlanSnapshot.monthLimit))
        #expect(throws: Failure.self) { try plan.applying(PurchaseOverrides(months: PlanSnapshot.monthLimit + 1)) }
        _ = try plan.applying(PurchaseOverrides(quotas: ["remote-install": PlanSnapshot.quotaLimit]))
        let above = Quantity(thousandths: PlanSnapshot.quotaLimit.thousandths + 1)
        #expect(throws: Failure.self) { try plan.applying(PurchaseOverrides(quotas: ["remote-install": above])) }
    }

    @Test func everyPlanHasAFreeAssessment() throws {
        #expect(throws: Failure.self) {
            try PlanSnapshot(
                name: "x", edition: "1", title: SamplePlan.title("x"), months: 12, quotas: [],
                kinds: [SamplePlan.kind(.demo, [PlanRule(id: "1", places: [.remote], inside: .free, outside: .free)])])
        }
        #expect(throws: Failure.self) {
            try PlanSnapshot(
                name: "x", edition: "1", title: SamplePlan.title("x"), months: 12, quotas: [],
                kinds: [
                    SamplePlan.kind(
                        .assessment, [PlanRule(id: "1", places: [.remote], inside: .free, outside: .priced(.quote))])
                ])
        }
    }
}
