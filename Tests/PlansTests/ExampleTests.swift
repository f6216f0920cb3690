import Entitlement
import Testing

@testable import Plans

@Suite struct ExampleTests {
    private func rule(_ kind: String, _ place: ServicePlace, of plan: PlanSnapshot) throws -> PlanRule {
        try #require(plan.kind(ServiceKindName(rawValue: kind))?.rule(at: place), "\(kind) \(place)")
    }

    @Test(arguments: Example.plans) func `a plan is stored as canonical JSON and read back`(name: String) throws {
        let plan = try Example.plan(name)
        #expect(try CanonicalJSON.decode(PlanSnapshot.self, from: CanonicalJSON.encode(plan)) == plan)
    }

    @Test func `padra says table A`() throws {
        let plan = try Example.plan("padra")
        #expect(plan.name == "padra" && plan.edition == "1404-1" && plan.months == 12 && plan.guaranteeMonths == 12)
        #expect(plan.calendar == "office" && plan.tariff == "ict-guild")
        #expect(
            plan.quotas.map { "\($0.name) \($0.amount)" } == [
                "remote-install 2", "brought-install 1", "remote-training 1", "company-training 1", "on-site-visit 1",
            ])
        let ids = plan.kinds.flatMap { $0.rules.map(\.id) }
        for row in [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 23] {
            #expect(ids.contains { $0 == "A\(row)" || $0.hasPrefix("A\(row)-") }, "A\(row)")
        }
        let install = try rule("remote-install", .remote, of: plan)
        let rate = PriceRule.tariff(PriceRate(line: "remote-install"))
        #expect(install.id == "A3" && install.interval == .support && install.outside == .priced(rate))
        #expect(install.inside == .quota(names: [QuotaName(rawValue: "remote-install")], beyond: rate))
        #expect(try rule("error-fixing", .remote, of: plan).inside == .uncounted)
        #expect(try rule("error-fixing", .phone, of: plan).interval == .guarantee)
        #expect(try rule("on-site-visit", .onSite, of: plan).condition?.predicate == .distanceBelow(metres: 40_000))
        #expect(try rule("unlocking", .remote, of: plan).secondPerson == .outsideHours)
        #expect(try rule("reinstall", .remote, of: plan).quotas.map(\.rawValue) == ["remote-install", "brought-install"])
        #expect(try rule("demo", .remote, of: plan).interval == .guarantee)
        #expect(try rule("guidance", .phone, of: plan).outside == .free)
        #expect(plan.kind(ServiceKindName(rawValue: "periodic-service"))?.everyMonths == 6)
        #expect(plan.kind(ServiceKindName(rawValue: "success-call"))?.everyMonths == 3)
        #expect(plan.kind(ServiceKindName(rawValue: "error-fixing"))?.targetMinutes == 240)
        #expect(plan.kind(ServiceKindName(rawValue: "training"))?.points == 20)
    }

    @Test func `faragostar says table B`() throws {
        let plan = try Example.plan("faragostar")
        #expect(plan.calendar == "faragostar" && plan.tariff == "faragostar-portal")
        let ids = plan.kinds.flatMap { $0.rules.map(\.id) }
        for row in ["B1", "B3", "B4", "B5.6", "B6", "B7", "B8a-hours", "B8a-days", "B8b-hours", "B8b-expert", "B12"] {
            #expect(ids.contains(row), "\(row)")
        }
        let phone = try rule("guidance", .phone, of: plan)
        #expect(phone.identity == .code && phone.hours == .business && phone.inside == .free)
        #expect(try rule("ticket", .remote, of: plan).channels == [.portal, .agent])
        #expect(try rule("error-fixing", .remote, of: plan).prerequisites.map(\.name) == ["backup", "operator", "access"])
        #expect(try rule("new-release", .remote, of: plan).condition?.predicate == .samePlatform)
        #expect(try rule("bug-fix", .remote, of: plan).condition?.predicate == .boughtVersion)
        let hours = try #require(plan.quota(QuotaName(rawValue: "support-hours")))
        #expect(hours.unit == .minute && hours.amount == .zero && hours.step.thousandths == 15_000)
        #expect(plan.quota(QuotaName(rawValue: "expert-days"))?.dayMinutes == 480)
        let licence = try rule("licence-reactivation", .remote, of: plan)
        #expect(licence.condition?.predicate == .coordinated(leadBusinessDays: 2) && licence.condition?.isTestedOutside == true)
        #expect(licence.interval == .guarantee && licence.outside == .free)
    }

    @Test(arguments: [("padra", ["ict-guild-1404", "ict-guild-1405"]), ("faragostar", ["faragostar-portal-1404"])])
    func `every rate of a plan is a line of its tariff, in a unit that the kind's can be changed to`(
        name: String, files: [String]
    ) throws {
        let plan = try Example.plan(name)
        let times: Set<TariffLine.Unit> = [.minute, .hour, .personDay]
        for tariff in try files.map(Example.tariff) {
            #expect(tariff.source == plan.tariff)
            for kind in plan.kinds {
                for rate in kind.rules.flatMap(\.rates) {
                    let line = try #require(tariff.line(rate.line), "\(rate.line)")
                    #expect(times.contains(line.unit) == (kind.unit != .count), "\(kind.name) \(rate.line)")
                    if let travel = rate.travel { #expect(tariff.line(travel)?.unit == .kilometre) }
                }
            }
        }
    }

    @Test func `tariffs of one source follow each other, and value added tax is dated`() throws {
        let (first, second) = (try Example.tariff("ict-guild-1404"), try Example.tariff("ict-guild-1405"))
        #expect(first.interval.end == second.interval.start && !first.interval.overlaps(second.interval))
        #expect(first.name == "ict-guild 1404-1" && second.year == 1405)
        #expect(first.lines.map(\.code) == second.lines.map(\.code))
        #expect(first.valueAddedTax.map { "\($0.from.text) \($0.permille)" } == ["1402-01-01 90", "1403-01-01 100"])
        #expect(try Example.tariff("faragostar-portal-1404").conditions.count == 3)
    }

    @Test func `B1 the calendars have the hours of the terms, and the holidays of the year`() throws {
        let calendar = try Example.calendar("faragostar")
        let day = BusinessCalendar.Hours(start: 480, end: 1020)
        #expect(calendar.week == Array(repeating: [day], count: 5) + [[BusinessCalendar.Hours(start: 540, end: 720)], []])
        let days = try HolidayTable.parse(Example.text("Examples/calendars/holidays-1404.tsv"), file: "holidays-1404.tsv")
        for date in [
            "1404-01-01", "1404-01-02", "1404-01-03", "1404-01-04", "1404-01-12", "1404-01-13", "1404-03-14", "1404-03-15",
            "1404-11-22", "1404-12-29",
        ] {
            #expect(try days.contains { try $0.date == CivilDate(parsing: date) && $0.hours.isEmpty }, "\(date)")
        }
        let office = try Example.calendar("office").with(holidays: days)
        #expect(office.specialDays.count == days.count + 1)
        #expect(office.specialDays.map(\.date) == office.specialDays.map(\.date).sorted())
    }
}
