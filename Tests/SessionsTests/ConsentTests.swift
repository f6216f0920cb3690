import Cryptography
import Primitives
import Testing

@testable import Sessions

struct ConsentTests {
    func approve(
        _ scene: Scene, _ choice: ConsentChoice = ConsentChoice(), mayApprove: Bool = true, machine: MachineID? = nil,
        at time: Timestamp = Scene.start
    ) throws -> Grant {
        try Consent.approve(
            scene.request, scene.verdict, by: ConfiguredPerson(scene.approver, mayApprove: mayApprove), choice: choice,
            machine: machine ?? scene.machine, allowed: scene.allowed, at: time
        ).grant
    }

    func code(_ body: () throws -> Grant) -> Failure.Code? {
        #expect(throws: Failure.self) { try body() }?.code
    }

    @Test func aPlainApprovalGrantsWhatWasAsked() throws {
        let scene = try Scene()
        let grant = try approve(scene)
        #expect(grant.scope == scene.request.body.scope)
        #expect(grant.duration == SessionLimits.grantDefault)
        #expect(grant.notAfter == Scene.start + SessionLimits.grantDefault)
        #expect(grant.request == scene.request.digest && grant.verdict == scene.verdict.digest)
        #expect(grant.basis == .person(try scene.approver))
    }

    @Test func C7_thePersonNarrowsAndShortens() throws {
        let scene = try Scene()
        let choice = ConsentChoice(only: [try ScopeWord("push:/srv/app/one")], duration: .seconds(60))
        let grant = try approve(scene, choice)
        #expect(grant.scope.words.map(\.description) == ["push:/srv/app/one"])
        #expect(grant.notAfter == Scene.start + .seconds(60))
        #expect(code { try approve(scene, ConsentChoice(only: [try ScopeWord("push:/srv")])) } == .scopeWider)
        #expect(code { try approve(scene, ConsentChoice(duration: .seconds(1801))) } == .consentLonger)
        #expect(code { try approve(scene, ConsentChoice(duration: .zero)) } == .consentLonger)
    }

    @Test func aCostIsAcceptedToTheRialAndWithinTheLimit() throws {
        let scene = try Scene(price: 5_000_000)
        #expect(code { try approve(scene) } == .consentCostNotAccepted)
        #expect(code { try approve(scene, ConsentChoice(acceptCost: 4_999_999)) } == .consentCostDiffers)
        #expect(code { try approve(scene, ConsentChoice(acceptCost: 5_000_001)) } == .consentCostDiffers)
        #expect(try approve(scene, ConsentChoice(acceptCost: 5_000_000)).acceptedCost == 5_000_000)
        let dear = try Scene(price: 5_000_001)
        #expect(code { try approve(dear, ConsentChoice(acceptCost: 5_000_001)) } == .consentCostLimit)
        #expect(code { try approve(Scene(), ConsentChoice(acceptCost: 1)) } == .consentCostDiffers)
    }

    @Test func onlyApproversInTimeOnTheRightMachine() throws {
        let scene = try Scene()
        #expect(code { try approve(scene, mayApprove: false) } == .consentNotApprover)
        #expect(code { try approve(scene, at: scene.request.body.notAfter) } == .sessionExpired)
        #expect(code { try approve(scene, machine: .random()) } == .sessionMismatch)
        #expect(code { try approve(Scene(scope: ["push:/var/lib/hamyar"])) } == .scopeForbidden)
    }

    @Test func `H43 a verdict of another request is refused`() throws {
        let scene = try Scene()
        let other = try Scene()
        let failure = #expect(throws: Failure.self) {
            try Consent.offer(scene.request, other.verdict, machine: scene.machine, allowed: scene.allowed, at: Scene.start)
        }
        #expect(failure?.code == .sessionMismatch)
    }

    @Test func `H36 one id, the same bytes or others`() {
        let one = Digest.of([1])
        let other = Digest.of([2])
        #expect(Idempotency.judge(stored: nil, found: one) == .new)
        #expect(Idempotency.judge(stored: one, found: one) == .same)
        #expect(Idempotency.judge(stored: one, found: other) == .conflict)
    }
}

struct RequestLimitTests {
    func request(
        lines: Int = 1, reason: Int = 1, reference: Int = 0, duration: Duration = .seconds(60), life: Duration = .seconds(60)
    ) throws -> Request {
        try Request(
            session: .random(), machine: .random(), technician: .random(), organisation: .random(), initiator: .technician,
            lines: lines == 0
                ? []
                : try (1...lines).map {
                    try SessionLine(number: $0, kind: "k", place: .remote, quantity: 1, contractLine: nil)
                }, scope: try Scope(parsing: ["diagnose"]), duration: duration, created: Scene.start,
            notAfter: Scene.start + life,
            reason: String(repeating: "r", count: reason), reference: String(repeating: "r", count: reference))
    }

    @Test func eachLimitAtTheLimitAndOneAbove() throws {
        _ = try request(
            lines: 16, reason: 500, reference: 100, duration: SessionLimits.longestGrant, life: SessionLimits.storedRequestLife
        )
        for bad: () throws -> Request in [
            { try request(lines: 0) }, { try request(reason: 501) }, { try request(reason: 0) }, { try request(reference: 101) },
            { try request(duration: SessionLimits.longestGrant + .milliseconds(1)) }, { try request(duration: .zero) },
            { try request(life: SessionLimits.storedRequestLife + .milliseconds(1)) }, { try request(life: .zero) },
        ] {
            #expect(throws: Failure.self) { try bad() }
        }
        #expect(throws: Failure.self) { try request(lines: 17) }
    }
}
