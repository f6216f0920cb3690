import Entitlement
import Primitives
import Storage

@testable import RelayStorage

/// A relay's database with technicians, two of them admins, and a plan that has every turn of quotes and records.
struct CommerceUnderTest {
    let relay: LedgerUnderTest
    let sara = TechnicianID.random()
    let reza = TechnicianID.random()
    let admin = TechnicianID.random()
    let otherAdmin = TechnicianID.random()

    init() throws {
        relay = try LedgerUnderTest()
        let people = [(sara, "Sara", false), (reza, "Reza", false), (admin, "Mina", true), (otherAdmin, "Omid", true)]
        try relay.database.write { transaction in
            for (id, name, isAdmin) in people {
                try transaction.technicians.invite(
                    id: id, organisation: relay.organisation, name: name, isAdmin: isAdmin, at: relay.noon)
            }
        }
    }

    var noon: Timestamp { relay.noon }

    /// Two installs, priced ones beyond; two hours by phone, the tariff beyond; unlocking that two people do; a check each six months; help by phone.
    static func plan(tariff: String? = "guild", beyond: PriceRule = .fixed(perUnit: Money(rials: 1_000_000))) throws
        -> PlanSnapshot
    {
        func title(_ text: String) -> LocalizedText { LocalizedText(persian: text, english: text) }
        func kind(
            _ name: String, _ rule: PlanRule, unit: ServiceUnit = .count, everyMonths: Int? = nil, points: Int64 = 0
        ) -> PlanKind {
            PlanKind(
                name: ServiceKindName(rawValue: name), title: title(name), unit: unit, everyMonths: everyMonths, points: points,
                rules: [rule])
        }
        let installs = PlanCoverage.quota(names: [QuotaName(rawValue: "install")], beyond: beyond)
        return try PlanSnapshot(
            name: "test", edition: "1404-1", title: title("test"), months: 12, tariff: tariff,
            quotas: [
                PlanQuota(
                    name: QuotaName(rawValue: "install"), title: title("install"), unit: .count, amount: Quantity(units: 2),
                    step: Quantity(thousandths: 500)),
                PlanQuota(
                    name: QuotaName(rawValue: "hours"), title: title("hours"), unit: .minute, amount: Quantity(units: 120)),
            ],
            kinds: [
                kind("assessment", PlanRule(id: "assessment", places: [.remote], inside: .free, outside: .free)),
                kind(
                    "install",
                    PlanRule(id: "A4", places: [.remote, .company, .agency], inside: installs, outside: .priced(.quote)),
                    points: 10),
                kind(
                    "unlock",
                    PlanRule(id: "A14", places: [.phone], inside: .free, outside: .priced(.quote), secondPerson: .always)),
                kind(
                    "check", PlanRule(id: "A11", places: [.onSite, .phone], inside: .uncounted, outside: .priced(.quote)),
                    everyMonths: 6, points: 5),
                kind(
                    "consult",
                    PlanRule(
                        id: "B8", places: [.phone],
                        inside: .quota(
                            names: [QuotaName(rawValue: "hours")], beyond: .tariff(PriceRate(line: "visit-hour"))),
                        outside: .priced(.quote)), unit: .minute),
                kind("guidance", PlanRule(id: "A10", places: [.phone], inside: .free, outside: .free)),
                kind("course", PlanRule(id: "A12", places: [.remote], inside: .free, outside: .free), points: 3),
                kind("custom", PlanRule(id: "A17", places: [.remote], inside: .priced(.quote), outside: .priced(.quote))),
                kind(
                    "visit",
                    PlanRule(
                        id: "A7", places: [.onSite],
                        inside: .priced(.tariff(PriceRate(line: "visit-hour", step: Quantity(thousandths: 500), travel: "way"))),
                        outside: .priced(.quote)), unit: .minute),
            ])
    }

    /// Rates of 1404, with ten per cent of tax.
    static func tariff(hour: Int64 = 2_000_000) throws -> TariffVersion {
        func line(_ code: String, _ unit: TariffLine.Unit, _ rials: Int64) -> TariffLine {
            TariffLine(
                code: code, title: LocalizedText(persian: code, english: code), unit: unit, rate: Money(rials: rials))
        }
        return TariffVersion(
            source: "guild", year: 1404, edition: 1,
            interval: try CivilInterval(start: CivilDate(parsing: "1404-01-01"), end: CivilDate(parsing: "1405-01-01")),
            title: LocalizedText(persian: "تعرفه", english: "tariff"),
            lines: [line("visit-hour", .hour, hour), line("way", .kilometre, 50_000)],
            conditions: [
                TariffCondition(name: "parts", text: LocalizedText(persian: "قطعه جدا", english: "parts are extra"))
            ],
            valueAddedTax: [ValueAddedTaxRate(from: try CivilDate(parsing: "1403-01-01"), permille: 100)])
    }

    func setting(_ tariffs: [TariffVersion] = []) -> EntitlementSetting {
        EntitlementSetting(zone: relay.zone, tariffs: tariffs)
    }

    func addContract(_ plan: PlanSnapshot? = nil) throws -> LineStanding {
        try relay.addContract(plan: plan ?? Self.plan())
    }

    func record(_ line: LineStanding, _ kind: String, _ place: ServicePlace, key: String = "key") -> NewServiceRecord {
        NewServiceRecord(key: key, account: .line(line.line.id), kind: ServiceKindName(rawValue: kind), place: place)
    }

    @discardableResult
    func make(
        _ new: NewServiceRecord, by technician: TechnicianID? = nil, setting: EntitlementSetting? = nil, at time: Timestamp? = nil
    ) throws -> ServiceRecord {
        try relay.database.write {
            try $0.serviceRecords.make(new, by: technician ?? sara, in: setting ?? self.setting(), at: time ?? noon)
        }
    }

    func balances(_ line: LineStanding, _ quota: String = "install") throws -> String? {
        try relay.balances(line, quota)?.brief
    }

    /// Midnight of a day.
    func day(_ text: String) throws -> Timestamp { relay.zone.midnight(of: try CivilDate(parsing: text)) }
}

/// Quotes as two technicians bring them on their way.
extension CommerceUnderTest {
    func make(
        _ new: NewQuote, by technician: TechnicianID? = nil, setting: EntitlementSetting? = nil, at time: Timestamp? = nil
    ) throws -> Quote {
        let setting = setting ?? self.setting()
        var new = new
        // Most quotes here are not about tax: they name none where no tariff knows it.
        if setting.tariffs.isEmpty { new.taxPermille = new.taxPermille ?? 0 }
        let complete = new
        return try relay.database.write {
            try $0.quotes.make(complete, by: technician ?? sara, in: setting, at: time ?? noon)
        }
    }

    func record(_ acceptance: RecordedAcceptance, of quote: Quote, at time: Timestamp? = nil) throws -> Quote {
        try relay.database.write {
            try $0.quotes.recordAcceptance(acceptance, of: quote.id, by: sara, at: time ?? noon)
        }
    }

    func confirm(_ quote: Quote, by technician: TechnicianID, isRejected: Bool = false) throws -> Quote {
        try relay.database.write {
            try $0.quotes.confirmAcceptance(of: quote.id, by: technician, isRejected: isRejected, at: noon)
        }
    }

    /// By phone, with a second person.
    func accept(_ quote: Quote) throws -> Quote {
        _ = try record(RecordedAcceptance(person: "Karimi", how: .phone), of: quote)
        return try confirm(quote, by: reza)
    }

    func mark(_ quote: Quote, _ state: QuoteState, reference: String = "", used: Quantity? = nil) throws -> Quote {
        try relay.database.write {
            try $0.quotes.mark(
                quote.id, state, reference: reference, used: used, by: sara, in: setting(), at: noon)
        }
    }
}
