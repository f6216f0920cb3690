import Primitives
import Testing

@testable import Entitlement

/// What was sold before the model grew is still read, and gives what it gave (requirement A1).
@Suite struct FirstEditionSnapshotTests {
    /// As the first edition stored it: no units, steps, channels; a second person by yes and no.
    static let text = """
        {"edition":"1404-1","guaranteeMonths":12,"kinds":[{"name":"assessment","rules":[{"id":"look","identity":"none",
        "inside":{"free":{}},"interval":"support","outside":{"free":{}},"places":["remote"],"secondPerson":false}],
        "title":{"en":"Assessment","fa":"بررسی"}},{"name":"hours","rules":[{"id":"hours","identity":"none","inside":{"quota":
        {"beyond":{"fixed":{"perUnit":1000}},"names":["hours"]}},"interval":"support","outside":{"priced":{"_0":{"quote":{}}}},
        "places":["remote"],"secondPerson":true}],"title":{"en":"Hours","fa":"ساعت"}}],"months":12,"name":"old","quotas":
        [{"amount":60000,"name":"hours","title":{"en":"Hours","fa":"ساعت"},"unit":"minute"}],"title":{"en":"Old","fa":"کهنه"}}
        """

    @Test func `A1 a kind without a unit counts like its quotas`() throws {
        let plan = try CanonicalJSON.decode(PlanSnapshot.self, from: Self.text)
        #expect(plan.kinds.map(\.unit) == [.count, .minute] && plan.kinds[1].rules[0].secondPerson == .always)
        #expect(plan.calendar == "office" && plan.tariff == nil)
        let line = try SampleLine(plan: plan)
        let verdict = try line.ask("hours", quantity: try Quantity(units: 75))
        #expect(verdict.brief == "60 covered hours left 0; 15 priced hours 15000 rials")
        #expect(verdict.parts.map(\.unit) == [.minute, .minute])
        // Stored again it says its unit.
        #expect(try CanonicalJSON.decode(PlanSnapshot.self, from: CanonicalJSON.encode(plan)) == plan)
    }
}
