import Primitives
import Testing

@testable import Entitlement

@Suite struct IncidentTests {
    private func brief(incident: String?, drewFrom quota: String, quantity: Int64 = 1) throws -> String {
        let title = SamplePlan.title("x")
        let names = ["first", "second"].map { QuotaName(rawValue: $0) }
        let rule = PlanRule(id: "R", places: [.remote], inside: .quota(names: names, beyond: .quote), outside: .denied)
        let look = PlanRule(id: "L", places: [.remote], inside: .free, outside: .free)
        let plan = try PlanSnapshot(
            name: "p", edition: "1", title: title, months: 12,
            quotas: names.map {
                PlanQuota(name: $0, title: title, unit: .count, amount: Quantity(thousandths: 2000), counting: .incident)
            },
            kinds: [SamplePlan.kind(.assessment, [look]), SamplePlan.kind(ServiceKindName(rawValue: "work"), [rule])])
        let line = try SampleLine(plan: plan)
        let drawn = try #require(line.buckets.first { $0.bucket.quota.rawValue == quota }).bucket.id
        let standing = LineStanding(
            contract: line.contract, line: line.line, terms: line.terms, buckets: line.buckets, incidents: [drawn: ["T-1"]])
        var question = ServiceQuestion(
            kind: ServiceKindName(rawValue: "work"), place: .remote, quantity: try Quantity(units: quantity),
            occurredAt: try line.instant("1404-08-01"))
        question.incident = incident
        return evaluate(question, for: .line(standing), in: EntitlementSetting(zone: line.zone)).brief
    }

    @Test(arguments: ["first", "second"])
    func `an incident draws once, on whichever of the quotas it drew`(quota: String) throws {
        #expect(try brief(incident: "T-1", drewFrom: quota) == "1 covered R")
        #expect(try brief(incident: "T-1", drewFrom: quota, quantity: 9) == "9 covered R")
        #expect(try brief(incident: "T-2", drewFrom: quota) == "1 covered R left 1")
        #expect(try brief(incident: nil, drewFrom: quota) == "1 covered R left 1")
    }
}
