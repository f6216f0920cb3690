import Cryptography
import Foundation
import Primitives
import Testing

@testable import Sessions

struct StandingPolicyTests {
    static func policy(_ hours: [WeeklyHours], zone: String, allow: [String] = ["update:daftar"]) throws -> StandingPolicy {
        try StandingPolicy(
            machine: .random(), policy: .random(), allow: allow.map { try ScopeWord($0) }, hours: hours, zone: zone,
            notBefore: Timestamp(milliseconds: 1_700_000_000_000), until: Timestamp(milliseconds: 1_780_000_000_000), costCap: 0,
            approver: Approver(uid: 1000, name: "Maryam"))
    }

    /// What a calendar that others wrote shows on the wall.
    static func wall(_ time: Timestamp, zone: String) throws -> (day: Int, minute: Int) {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = try #require(TimeZone(identifier: zone))
        let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
        let parts = calendar.dateComponents([.weekday, .hour, .minute], from: date)
        let (day, hour, minute) = try (#require(parts.weekday), #require(parts.hour), #require(parts.minute))
        return ((day + 5) % 7 + 1, hour * 60 + minute)
    }

    /// Tehran without summer time, two zones with it, one whose changes are of half an hour.
    @Test(arguments: ["Asia/Tehran", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
    func aPolicyAllowsExactlyWhatTheClockOnTheWallShows(zone: String) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(seed: seed)
        var allowed = 0
        for _ in 0..<60 {
            var hours: [WeeklyHours] = []
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let from = Int.random(in: 0..<WeeklyHours.minutesOfDay, using: &random)
                let to = Int.random(in: from + 1...WeeklyHours.minutesOfDay, using: &random)
                let day = try #require(Weekday(rawValue: Int.random(in: 1...7, using: &random)))
                let new = try WeeklyHours(day: day, from: from, to: to)
                if !hours.contains(new) { hours.append(new) }
            }
            let policy = try Self.policy(hours, zone: zone)
            for _ in 0..<40 {
                // Within the policy's time and a month around it; the hours around each change of the clocks are among the rest.
                let time = Timestamp(milliseconds: Int64.random(in: 1_697_000_000_000...1_783_000_000_000, using: &random))
                let wall = try Self.wall(time, zone: zone)
                let expected =
                    time >= policy.notBefore && time < policy.until
                    && hours.contains { $0.day.rawValue == wall.day && $0.from <= wall.minute && wall.minute < $0.to }
                #expect(try policy.allows(ScopeWord("update:daftar"), at: time) == expected, "seed \(seed) \(time) \(hours)")
                #expect(try !policy.allows(ScopeWord("update:other"), at: time), "seed \(seed)")
                allowed += expected ? 1 : 0
            }
        }
        #expect(allowed > 100, "seed \(seed): the times must not all lie outside")
    }

    /// Berlin: 02:00–03:00 is struck twice on 26 October 2025 and jumped over on 30 March 2025.
    @Test func anHourThatIsStruckTwiceCountsTwiceAndOneThatIsJumpedOverNever() throws {
        let policy = try Self.policy(WeeklyHours.parse("Sun 02:00-03:00"), zone: "Europe/Berlin")
        let word = try ScopeWord("update:daftar")
        func minutes(from first: Int64) -> Int {
            (0..<(12 * 60)).count { policy.allows(word, at: Timestamp(milliseconds: (first + Int64($0) * 60) * 1000)) }
        }
        #expect(minutes(from: 1_761_429_600) == 120)
        #expect(minutes(from: 1_743_285_600) == 0)
        #expect(minutes(from: 1_743_285_600 + 7 * 86_400) == 60)
    }

    @Test func theEdgesOfHoursAndOfThePolicyAreHalfOpen() throws {
        let scene = try Scene()
        let policy = try scene.policy().body
        let word = try ScopeWord("update:daftar")
        // Thursday 24 September 2026, 20:00 in Tehran (UTC+3:30).
        let begin = Timestamp(milliseconds: 1_790_267_400_000)
        for (offset, expected) in [(-1, false), (0, true), (4 * 3600 * 1000 - 1, true), (4 * 3600 * 1000, false)] {
            #expect(policy.allows(word, at: begin + .milliseconds(offset)) == expected, "\(offset)")
        }
        #expect(policy.isCurrent(at: policy.notBefore) && !policy.isCurrent(at: policy.until))
        #expect(!policy.isCurrent(at: policy.notBefore - .milliseconds(1)))
    }

    @Test func aZoneThatTheMachineDoesNotKnowAllowsNothing() throws {
        let policy = try Self.policy(WeeklyHours.always, zone: "Mars/Olympus")
        #expect(try !policy.allows(ScopeWord("update:daftar"), at: policy.notBefore + .seconds(60)))
    }

    @Test(arguments: [
        ("Thu 20:00-24:00", "Thu 20:00-24:00"), ("thursday 20:00-24:00", "Thu 20:00-24:00"),
        ("پنج‌شنبه ۲۰:۰۰-۲۴:۰۰", "Thu 20:00-24:00"), ("Thu 22:00-02:00", "Thu 22:00-24:00, Fri 00:00-02:00"),
        ("Sun 22:00-00:00", "Sun 22:00-24:00"), ("Fri-Sat 1:30-02:00", "Fri 01:30-02:00, Sat 01:30-02:00"),
        ("Thu 20:00-21:00, Thu 20:00-21:00", "Thu 20:00-21:00"),
    ])
    func hoursAreReadAsPeopleWriteThem(text: String, canonical: String) throws {
        let hours = try WeeklyHours.parse(text)
        #expect(WeeklyHours.text(hours) == canonical)
        #expect(try WeeklyHours.parse(canonical) == hours)
    }

    @Test(arguments: [
        "", ",", "Thu", "Thu 20:00", "Thu 24:00-25:00", "Thu 20:60-21:00", "Thu 20-21", "Xyz 20:00-21:00", "Thu 20:00-20:00",
        "Thu 20:00-21:00 Fri", "Thu -1:00-2:00", "Thu 020:00-21:00", "Thu 20:0-21:00", "Thu-Xyz 20:00-21:00", "Thu- 20:00-21:00",
    ])
    func `H50 hours that mean nothing are refused`(text: String) {
        let failure = #expect(throws: Failure.self) { try WeeklyHours.parse(text) }
        #expect(failure?.code == .policyHours)
    }

    @Test func `H33 what a policy may not hold`() throws {
        func made(
            allow: [String] = ["update:a"], hours: [WeeklyHours]? = nil, zone: String = "Asia/Tehran", days: Int = 1,
            cap: Int64 = 0
        ) throws -> StandingPolicy {
            let start = Scene.start
            return try StandingPolicy(
                machine: .random(), policy: .random(), allow: allow.map { try ScopeWord($0) }, hours: hours ?? WeeklyHours.always,
                zone: zone, notBefore: start, until: start + .seconds(days * 86_400), costCap: cap,
                approver: Approver(uid: 1, name: "M"))
        }
        _ = try made(days: 3 * 366)
        let all = (0..<SessionLimits.policyWords + 1).map { "update:p\($0)" }
        _ = try made(allow: Array(all.dropLast()))
        let hour = try WeeklyHours(day: .monday, from: 0, to: 60)
        let refused: [() throws -> StandingPolicy] = [
            { try made(allow: []) }, { try made(allow: ["push:/srv"]) }, { try made(allow: ["update:a", "update:a"]) },
            { try made(allow: all) }, { try made(hours: []) }, { try made(hours: [hour, hour]) }, { try made(zone: "") },
            { try made(zone: "../../etc/passwd") }, { try made(zone: "/etc/localtime") }, { try made(days: 0) },
            { try made(days: 3 * 366 + 1) }, { try made(cap: -1) }, { try made(cap: .max) },
        ]
        for make in refused {
            let failure = #expect(throws: Failure.self) { try make() }
            #expect(failure?.code == .objectField)
        }
        #expect(throws: Failure.self) { try WeeklyHours(day: .monday, from: 60, to: 60) }
        #expect(throws: Failure.self) { try WeeklyHours(day: .monday, from: 0, to: 1441) }
    }

    @Test func aPersonGivesNoMoreThanTheyMay() throws {
        func made(_ person: ConfiguredPerson, cap: Int64) throws -> StandingPolicy {
            try StandingPolicy.made(
                by: person, machine: .random(), allow: [ScopeWord("update:a")], hours: WeeklyHours.always, zone: "Asia/Tehran",
                notBefore: Scene.start, until: Scene.start + .seconds(60), costCap: cap)
        }
        let approver = try Approver(uid: 1000, name: "Maryam", costLimit: 1000)
        #expect(try made(ConfiguredPerson(approver, mayApprove: true), cap: 1000).costCap == 1000)
        #expect(code { _ = try made(ConfiguredPerson(approver, mayApprove: true), cap: 1001) } == .consentCostLimit)
        #expect(code { _ = try made(ConfiguredPerson(approver, mayApprove: false), cap: 0) } == .consentNotApprover)
    }
}

struct PolicyConsentTests {
    /// Within the hours of `Scene.policy`.
    static let inside = Timestamp(milliseconds: 1_790_267_400_000)

    /// A request whose life covers the policy's hours.
    private func approve(
        _ scene: Scene, _ policy: Verified<StandingPolicy>, at time: Timestamp = Scene.start
    ) throws -> ApprovedRequest {
        try Consent.approve(
            scene.request, scene.verdict, by: policy, machine: scene.machine, allowed: scene.allowed, at: time)
    }

    @Test func aPolicyGrantsWhatItAllowsAndTheGrantMatches() throws {
        let scene = try Scene(initiator: .agent)
        let policy = try scene.policy(hours: "Mon-Sun 00:00-24:00")
        let grant = try scene.fromMachine(approve(scene, policy).grant)
        #expect(grant.body.basis == .policy(scene.policyID) && grant.body.acceptedCost == 0)
        _ = try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: grant, policy: policy)
        var session = try Session(request: scene.request, at: Scene.start)
        let matched = try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: grant)
        #expect(try session.apply(.granted(matched), at: Scene.start) == [.closePrompt, .evaluateAgain])
    }

    @Test func outsideItsHoursForAnotherProductOrMachineNothingIsGranted() throws {
        let scene = try Scene(initiator: .agent)
        let always = "Mon-Sun 00:00-24:00"
        #expect(code { _ = try approve(scene, scene.policy()) } == .policyNotAllowed)
        #expect(code { _ = try approve(scene, scene.policy(hours: always, allow: "update:other")) } == .policyNotAllowed)
        #expect(code { _ = try approve(scene, scene.policy(hours: always, id: .random())) } == .policyNotAllowed)
        #expect(code { _ = try approve(scene, scene.policy(hours: always, machine: .random())) } == .sessionWrongSigner)
        // What a technician asks is never granted by a policy.
        let technicians = try Scene(scope: ["update:daftar"])
        #expect(code { _ = try approve(technicians, technicians.policy(hours: always)) } == .policyNotAllowed)
    }

    @Test func aCostIsAcceptedUpToTheCap() throws {
        let always = "Mon-Sun 00:00-24:00"
        let scene = try Scene(initiator: .agent, price: 5000)
        #expect(code { _ = try approve(scene, scene.policy(hours: always)) } == .consentCostLimit)
        #expect(code { _ = try approve(scene, scene.policy(hours: always, cap: 4999)) } == .consentCostLimit)
        let policy = try scene.policy(hours: always, cap: 5000)
        let grant = try scene.fromMachine(approve(scene, policy).grant)
        #expect(grant.body.acceptedCost == 5000)
        _ = try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: grant, policy: policy)
        // The relay, too, takes a cost only with the policy before it, and only within its cap.
        #expect(code { _ = try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: grant) } == .consentCostLimit)
        let less = try scene.policy(hours: always, cap: 4999)
        #expect(
            code { _ = try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: grant, policy: less) }
                == .consentCostLimit)
    }

    @Test func `H45 the machine's own request is signed by the machine and asks nothing else`() throws {
        let scene = try Scene(initiator: .agent)
        let session = try Session(request: scene.request, at: Scene.start)
        #expect(session.technician == nil && session.technicianKey == scene.request.signer.key)
        let forged = try Scene.verified(
            scene.request.body, scene.technicianKey, Scene.name(.technician, scene.technician.description))
        #expect(code { _ = try Session(request: forged, at: Scene.start) } == .sessionWrongSigner)
        let other = try Scene.verified(
            scene.request.body, scene.machineKey, Scene.name(.machine, MachineID.random().description))
        #expect(code { _ = try Session(request: other, at: Scene.start) } == .sessionWrongSigner)
        let body = scene.request.body
        func request(
            _ initiator: Initiator, technician: TechnicianID? = nil, update: UpdateRequest?, scope: [String] = ["update:daftar"],
            vendorDefect: Bool = false
        ) throws -> Request {
            try Request(
                session: .random(), machine: body.machine, technician: technician, organisation: body.organisation,
                initiator: initiator, lines: body.lines, scope: Scope(parsing: scope), created: body.created,
                notAfter: body.notAfter, reason: "update", vendorDefect: vendorDefect, update: update)
        }
        _ = try request(.agent, update: body.update)
        let refused: [() throws -> Request] = [
            { try request(.agent, update: nil) }, { try request(.agent, technician: .random(), update: body.update) },
            { try request(.technician, technician: .random(), update: body.update) }, { try request(.technician, update: nil) },
            { try request(.agent, update: body.update, scope: ["update:daftar", "push:/srv"]) },
            { try request(.agent, update: body.update, scope: ["update:other"]) },
            { try request(.agent, update: body.update, vendorDefect: true) },
        ]
        for make in refused { #expect(code { _ = try make() } == .objectField) }
    }

    @Test func `H45 operations and the end of another key are refused in the machine's own session`() throws {
        let scene = try Scene(initiator: .agent)
        let policy = try scene.policy(hours: "Mon-Sun 00:00-24:00")
        let matched = try MatchedGrant(
            request: scene.request, verdict: scene.verdict, grant: scene.fromMachine(approve(scene, policy).grant), policy: policy
        )
        var session = try Session(request: scene.request, at: Scene.start)
        _ = try session.apply(.granted(matched), at: Scene.start)
        let active = try scene.activated(matched)
        _ = try session.apply(.activated(active), at: Scene.start)
        let install = Operation.Work.install(
            try ProductInstall(
                product: "daftar", version: "2.0", platform: "linux-x86_64", target: "daftar/2.0/linux-x86_64/payload.tar.zst",
                digest: Digest.of([1]), length: 10, fetches: true))
        let body = try Operation(
            request: scene.request.digest, session: scene.session, operation: .random(), line: 1,
            notAfter: Scene.start + .seconds(60), work: install)
        let own = try scene.fromMachine(body)
        let authorized = try active.authorize(own, size: 10, in: session, standing: Scene.running, allowed: scene.allowed)
        #expect(authorized.operation == own)
        let others = try scene.fromTechnician(body)
        #expect(
            code { _ = try active.authorize(others, size: 10, in: session, standing: Scene.running, allowed: scene.allowed) }
                == .sessionWrongSigner)
        #expect(code { _ = try session.apply(.ended(scene.end()), at: Scene.start) } == .sessionWrongSigner)
        _ = try session.apply(.started(own, bytes: 10), at: Scene.start)
        _ = try session.apply(.finished(scene.outcome(own, matched.grant.digest)), at: Scene.start)
        #expect(try session.apply(.completed, at: Scene.start).contains(.settle))
        #expect(session.reason == .done)
    }
}

/// Numbers that a printed seed gives again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}

private func code(_ body: () throws -> Void) -> Failure.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? Failure)?.code
    }
}
