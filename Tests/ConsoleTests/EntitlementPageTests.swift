import Documents
import Entitlement
import Messages
import Plans
import Primitives
import Sentences
import SwiftProtobuf
import Testing

@testable import Console

/// What `hamyar entitlement` says of a contract fits a screen of 24 lines and 80 columns, whatever the contract is.
@Suite struct EntitlementPageTests {
    /// Whether a plan's line runs, and how much of it was used.
    struct Scene: Sendable, CustomTestStringConvertible {
        let plan: String
        let lines: Int
        let inside: Bool
        let price: Int64
        var testDescription: String { "\(plan) ×\(lines) \(inside ? "in" : "out") \(price)" }
    }

    private static let scenes = ["padra", "faragostar"].flatMap { plan in
        [1, 2, 3, 7, 22, 40].flatMap { lines in
            [true, false].flatMap { inside in
                [0, 12_500_000].map { Scene(plan: plan, lines: lines, inside: inside, price: $0) }
            }
        }
    }

    @Test(arguments: scenes, Language.allCases)
    func `A1 at most 24 lines of 80 columns`(scene: Scene, language: Language) throws {
        let lines = try page(EntitlementOutput(view(scene)), language)
        #expect(lines.count <= 24, "\(lines.joined(separator: "\n"))")
        for line in lines { #expect(DisplayWidth.of(line) <= 80, "\(DisplayWidth.of(line)): \(line)") }
        #expect(lines.last?.contains("hamyar entitlement C-1001 --kinds") == true)
    }

    @Test(arguments: ["padra", "faragostar"], Language.allCases)
    func `A1 with two products every quota, its rest, its price and every group of kinds is there`(
        plan: String, language: Language
    ) throws {
        let view = try view(Scene(plan: plan, lines: 2, inside: true, price: 0))
        let text = page(EntitlementOutput(view), language).joined(separator: "\n")
        for line in view.lines {
            #expect(text.contains(line.product) && text.contains(language.lastDay(before: line.until)))
            for quota in line.quotas {
                let title = language == .english ? quota.english : quota.persian
                #expect(text.contains(title.prefix(10)), "\(title)\n\(text)")
            }
        }
        #expect(text.contains(language.word(.freeOfCharge)) && text.contains(language.word(.covered)))
        #expect(text.contains(language.word(.byQuote)))
    }

    @Test func `A1 a screen of padra`() throws {
        let lines = try page(EntitlementOutput(view(Scene(plan: "padra", lines: 1, inside: true, price: 0))))
        #expect(lines.first == "C-1001  Karoon Trading  active  Points 120")
        #expect(lines.dropFirst().first == "product-0 2.0  padra 1404-1  through 2026-08-22 (1405-05-31), 250 days left")
        #expect(lines.contains { $0.hasPrefix("  Covered: Fixing errors and sending files (remote, phone) ×3") }, "\(lines)")
        #expect(
            lines.contains("  Remote software install              1 of 2 (Reserved: 1)  then quote"),
            "\(lines.joined(separator: "\n"))")
    }

    @Test func `all kinds and quotas are shown on demand`() throws {
        let view = try view(Scene(plan: "faragostar", lines: 2, inside: true, price: 12_500_000))
        for language in Language.allCases {
            let text = page(EntitlementOutput(view, showsKinds: true), language).joined(separator: "\n")
            for kind in view.lines[0].kinds { #expect(text.contains(kind.rule), "\(kind.rule)") }
        }
        try fits(EntitlementOutput(view), "entitlement")
    }

    @Test func `H39 H40 names of other parties neither break a line nor turn it around`() throws {
        var view = try view(Scene(plan: "padra", lines: 2, inside: true, price: 0))
        view.customer = "Karoon\n\u{1b}[31m\u{202e}" + String(repeating: "کارون ", count: 50)
        view.lines[0].product = "لجر\u{202e}" + String(repeating: "x", count: 200)
        view.lines[0].quotas[0].english = String(repeating: "漢", count: 100)
        for language in Language.allCases {
            let lines = page(EntitlementOutput(view), language)
            #expect(lines.count <= 24)
            for line in lines {
                #expect(DisplayWidth.of(line) <= 80 && !line.contains("\u{1b}") && !line.contains("\u{202e}"), "\(line)")
            }
        }
    }

    @Test(arguments: 1...4) func `a list takes the lines that it is given, and counts what they do not hold`(limit: Int) {
        let list = NamedList(label: "Free", texts: ["one", "two", "three", "four", "five", "six"])
        let expected = [
            ["  Free: one …+5"], ["  Free: one, two,", "    three …+3"],
            ["  Free: one, two,", "    three, four,", "    five, six"],
        ]
        #expect(list.lines(columns: 17, atMost: limit, in: .english) == expected[min(limit, 3) - 1])
        #expect(
            NamedList(label: "Free", texts: ["abcdefghijklmn", "b"]).lines(columns: 17, atMost: 1, in: .english) == [
                "  Free: abcd…, b"
            ])
    }

    @Test func `a contract without lines says so`() {
        let view = WireEntitlementView.with { $0.contract = "C-1001" }
        #expect(page(EntitlementOutput(view)).contains("The contract has no line."))
    }

    /// A contract as a relay shows it, made from the example plan.
    private func view(_ scene: Scene) throws -> WireEntitlementView {
        let file = try Examples.text("plans/\(scene.plan).yaml")
        let plan = try PlanFile.parse(file.content, file: file.name)
        return WireEntitlementView.with { view in
            view.contract = "C-1001"
            view.customer = "Karoon Trading"
            view.state = "active"
            view.points = 120
            view.lines = (0..<scene.lines).map { line(plan, scene, index: $0) }
        }
    }

    private func line(_ plan: PlanSnapshot, _ scene: Scene, index: Int) -> WireLineEntitlement {
        WireLineEntitlement.with { line in
            line.line = ContractLineID.random().description
            line.product = "product-\(index)"
            line.version = "2.0"
            line.plan = "\(plan.name) \(plan.edition)"
            line.from = "2025-08-23"
            line.until = "2026-08-23"
            line.guaranteeUntil = "2026-08-23"
            line.inside = scene.inside
            line.daysLeft = scene.inside ? 250 : 0
            line.quotas = plan.quotas.map { quota in
                WireQuotaView.with {
                    $0.name = quota.name.rawValue
                    $0.persian = quota.title.persian
                    $0.english = quota.title.english
                    $0.unit = quota.unit.rawValue
                    $0.granted = max(2000, quota.amount.thousandths)
                    $0.available = $0.granted - 1000
                    $0.held = 1000
                    $0.beyond = scene.price > 0 ? "tariff" : "quote"
                    $0.beyondPrice = scene.price
                }
            }
            line.kinds = plan.kinds.flatMap { kind in
                kind.rules.flatMap { rule in rule.places.map { self.kind(kind, rule, $0, scene.price) } }
            }
            line.quotes = [SampleMessages.quote]
        }
    }

    private func kind(_ kind: PlanKind, _ rule: PlanRule, _ place: ServicePlace, _ price: Int64) -> WireKindView {
        WireKindView.with {
            $0.name = kind.name.rawValue
            $0.persian = kind.title.persian
            $0.english = kind.title.english
            $0.place = place.rawValue
            $0.rule = rule.id
            $0.inside = Self.word(rule.inside)
            $0.outside = Self.word(rule.outside)
            $0.outsidePrice = price
            $0.used = rule.isUncounted ? 3000 : 0
        }
    }

    private static func word(_ coverage: PlanCoverage) -> String {
        switch coverage {
        case .free: "free"
        case .uncounted: "uncounted"
        case .quota: "quota"
        case .priced(.fixed): "fixed"
        case .priced: "quote"
        case .denied: "denied"
        }
    }
}
