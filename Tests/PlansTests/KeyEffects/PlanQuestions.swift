import Entitlement
import Primitives

/// Questions that touch every kind of `KeyEffectPlan`, in and out of its intervals and hours.
enum PlanQuestions {
    static func all(in zone: CivilZone) throws -> [ServiceQuestion] {
        var questions: [ServiceQuestion] = []
        // Sundays at ten: in both intervals, after three months, after the guarantee, after the term; and a night.
        let times = try [("1404-02-07", 10), ("1404-05-12", 10), ("1404-09-09", 10), ("1405-02-06", 10), ("1404-02-07", 22)].map {
            day, hour in zone.midnight(of: try CivilDate(parsing: day)) + .seconds(hour * 3600)
        }
        for time in times {
            for (kind, place) in places {
                for variant in variants {
                    var question = ServiceQuestion(kind: ServiceKindName(rawValue: kind), place: place, occurredAt: time)
                    variant(&question)
                    questions.append(question)
                }
            }
        }
        return questions
    }

    private static let places: [(String, ServicePlace)] = [
        ("assessment", .remote), ("assessment", .phone), ("install", .remote), ("install", .company), ("support", .remote),
        ("visit", .onSite), ("code", .phone), ("release", .remote), ("fix", .remote), ("licence", .remote),
    ]

    /// Each changes a question of quantity 1 by somebody whose machine signed.
    private static let variants: [@Sendable (inout ServiceQuestion) -> Void] = [
        { _ in }, { $0.quantity = Quantity(thousandths: 3000) }, { $0.quantity = Quantity(thousandths: 90_000) },
        { $0.quantity = Quantity(thousandths: 1_000_000) }, { $0.unit = .personDay }, { $0.identity = .code },
        { $0.identity = .none }, { $0.channel = .whatsApp }, { $0.channel = .phone },
        { $0.distance = SiteDistance(metres: 10_000, source: "map") },
        { $0.distance = SiteDistance(metres: 50_000, source: "map") },
        { $0.platform = "windows" }, { $0.version = "8.0" }, { $0.incident = LineUnderPlan.incident },
        { $0.released = try? CivilDate(parsing: "1404-02-01") }, { $0.released = try? CivilDate(parsing: "1403-02-01") },
        // A notice of a day and a half of business before the change, which nobody answered.
        {
            $0.hostChange = HostChange(
                earliest: $0.occurredAt - .seconds(2 * 3600), latest: $0.occurredAt - .seconds(3600),
                notified: $0.occurredAt - .seconds(36 * 3600))
        },
    ]
}
