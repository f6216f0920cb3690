import Primitives
import Testing

@testable import Entitlement

@Suite struct EvaluationTests {
    @Test(arguments: [
        // B8a: minutes are rounded up to a quarter of an hour, days to half a day.
        ("hours", "1", nil, "15 covered H left 585"), ("hours", "15", nil, "15 covered H left 585"),
        ("hours", "15.001", nil, "30 covered H left 570"), ("hours", "1", ServiceUnit.personDay, "480 covered H left 120"),
        ("days", "0.2", nil, "0.5 covered D left 1.5"), ("days", "60", .minute, "0.5 covered D left 1.5"),
        ("days", "720", .minute, "1.5 covered D left 0.5"), ("days", "721", .minute, "2 covered D left 0"),
        // One quota after the other, then the price of the rest.
        ("hours", "661", nil, "600 covered H left 0; 60 covered H left 0; 15 priced H about 2250000 rials guild 1404-1"),
        ("hours", "2", .personDay, "600 covered H left 0; 60 covered H left 0; 300 priced H about 45000000 rials guild 1404-1"),
        ("days", "3", nil, "2 covered D left 0; 1 priced D quote"),
        // What cannot be changed.
        ("hours", "1", .count, "1 denied H"), ("visit", "1", .minute, "1 denied V"), ("call", "1", .personDay, "1 denied B1"),
    ])
    func `B8a units and steps`(kind: String, quantity: String, unit: ServiceUnit?, expected: String) throws {
        let verdict = try RichLine().ask(kind, quantity: quantity) {
            $0.unit = unit
            $0.channel = nil
        }
        #expect(verdict.brief == expected)
        if verdict.isDenied { #expect(verdict.parts[0].reason.code == .deniedUnit) }
    }

    @Test func `B8a an overdraft that the contract denies denies the whole rest`() throws {
        let line = try RichLine()
        #expect(try line.ask("closed", quantity: "60").brief == "60 covered C left 0")
        let verdict = try line.ask("closed", quantity: "61")
        #expect(verdict.brief == "60 covered C left 0; 15 denied C")
        #expect(verdict.isDenied && verdict.conditions.isEmpty && verdict.due == nil)
        let reason = try #require(verdict.parts.last).reason
        #expect(reason.code == .deniedOverdraw)
        #expect(
            reason.parameters == [
                "quota": "closed", "persian": "سهمیه closed", "english": "Quota closed", "asked": "75", "left": "60",
                "unit": "minute",
            ])
    }

    @Test func `an incident draws once`() throws {
        var line = try RichLine()
        line.incidents = [try line.bucket("visits").id: ["T-7"]]
        let again = try line.ask("visit") { $0.incident = "T-7" }
        #expect(again.brief == "1 covered V" && again.parts[0].effect == .nothing && again.holdLegs.isEmpty)
        #expect(again.parts[0].reason.code == .coveredIncident && again.isFreeOfCharge)
        #expect(try line.ask("visit") { $0.incident = "T-8" }.brief == "1 covered V left 1")
        #expect(try line.ask("visit").brief == "1 covered V left 1")
        // Used up, the incident still goes on.
        try line.leave(0, of: "visits")
        #expect(try line.ask("visit") { $0.incident = "T-7" }.brief == "1 covered V")
        // Quotas that count sessions do not ask.
        line.incidents = [try line.bucket("hours").id: ["T-7"]]
        #expect(try line.ask("hours") { $0.incident = "T-7" }.brief == "15 covered H left 585")
    }

    @Test(arguments: [
        // Written down on the term's end or later.
        ("1405-01-14 23:59", "1405-01-15 00:00", "30 covered H left 0; 60 covered H"),
        ("1405-01-14 23:59", "1405-01-14 23:59", "30 covered H left 0; 60 covered H left 0"),
        ("1404-08-04 10:00", "1406-01-01 00:00", "30 covered H left 0; 60 covered H"),
    ])
    func `what is written down late draws on what expired`(day: String, recorded: String, expected: String) throws {
        var line = try RichLine()
        try line.leave(30, expired: 500, of: "hours")
        let verdict = try line.ask("hours", at: day, quantity: "90") { $0.recordedAt = try line.at(recorded) }
        #expect(verdict.brief == expected)
        #expect(verdict.due == nil)
        let late = verdict.parts.filter { $0.effect == .late }
        #expect(late.count == (expected.hasSuffix("covered H") ? 1 : 0))
        #expect(late.allSatisfy { $0.reason.code == .coveredLate && $0.quantity <= Quantity(thousandths: 500_000) })
    }

    @Test func `what was done after the term is late in nothing`() throws {
        var line = try RichLine()
        try line.leave(0, expired: 600, of: "hours")
        let verdict = try line.ask("hours", at: "1405-01-15 00:00", quantity: "60") {
            $0.recordedAt = try line.at("1405-02-01 10:00")
        }
        #expect(verdict.brief == "60 priced H about 10000000 rials guild 1405-1")
    }

    @Test func `A18 a channel that the rule does not name`() throws {
        let line = try RichLine()
        for channel in ServiceChannel.allCases {
            let verdict = try line.ask("call") { $0.channel = channel }
            #expect(verdict.isDenied == ![.phone, .portal].contains(channel), "\(channel)")
            if verdict.isDenied {
                #expect(verdict.parts[0].reason.parameters == ["channel": channel.rawValue, "channels": "phone, portal"])
            }
            #expect(try !line.ask("fix") { $0.channel = channel }.isDenied)
        }
        #expect(try !line.ask("call").isDenied)
    }

    @Test(
        arguments: [
            ("release", "1 free R", "windows", nil), ("release", "1 free R", nil, nil), ("release", "1 free R", "WINDOWS", nil),
            // A line for windows has what is released for any machine of it, and nothing of what is called alike.
            ("release", "1 free R", "windows-x86_64", nil), ("release", "1 free R", "Windows-aarch64", nil),
            ("release", "1 priced R about 75000000 rials guild 1404-1", "windowsce", nil),
            ("release", "1 priced R about 75000000 rials guild 1404-1", "linux-x86_64", nil),
            ("release", "1 priced R about 75000000 rials guild 1404-1", "linux", nil), ("fix", "1 covered F", nil, "7.2"),
            ("fix", "1 covered F", nil, "۷.۲"), ("fix", "1 covered F", nil, nil),
            ("fix", "1 priced F about 75000000 rials guild 1404-1", nil, "7.20"),
        ] as [(String, String, String?, String?)])
    func `B6 B7 platforms and versions`(kind: String, expected: String, platform: String?, version: String?) throws {
        let verdict = try RichLine().ask(kind) { ($0.platform, $0.version) = (platform, version) }
        #expect(verdict.brief == expected)
        if !verdict.isFreeOfCharge { #expect([.pricedByPlatform, .pricedByVersion].contains(verdict.parts[0].reason.code)) }
    }

    @Test func `a predicate is tested after the interval only where the plan says always`() throws {
        let line = try RichLine()
        #expect(try line.ask("inside-only", at: "1405-08-04 10:00") { $0.platform = "linux" }.brief == "1 free I")
        #expect(try line.ask("licence", at: "1405-08-04 10:00").brief == "1 priced L about 75000000 rials guild 1405-1")
    }

    @Test func `A20 a prospect is shown and looked at, wherever that is`() throws {
        let line = try RichLine()
        let cases: [(ServiceKindName, ServicePlace, Bool)] = [
            (.demo, .remote, true), (.demo, .company, true), (.demo, .phone, false), (.demo, .onSite, false),
            (.assessment, .remote, true), (.assessment, .phone, true), (.assessment, .company, false),
        ]
        for (kind, place, isGiven) in cases {
            let question = ServiceQuestion(kind: kind, place: place, occurredAt: try line.at("1404-08-04 10:00"))
            #expect(evaluate(question, for: .prospect(.random()), in: line.setting).isFreeOfCharge == isGiven, "\(kind) \(place)")
        }
    }

    @Test func `the vendor's own work keeps the unit of its kind`() throws {
        let verdict = try RichLine().ask("hours", quantity: "90") { $0.initiator = .vendor }
        #expect(verdict.parts[0].unit == .minute && verdict.brief == "90 free vendor-initiated")
    }
}
