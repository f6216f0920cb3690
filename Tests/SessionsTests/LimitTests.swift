import Cryptography
import Primitives
import Testing

@testable import Sessions

/// Each limit of `SessionLimits`, of verdicts and of outcomes, at it and one above.
struct LimitTests {
    private static func text(_ count: Int) -> String { String(repeating: "x", count: count) }

    /// A path of so many bytes, of short names.
    private static func names(_ count: Int) -> String {
        String((0..<count).map { $0 % 32 == 31 && $0 < count - 1 ? "/" : "x" })
    }

    private let scene: Scene
    private let digest = Digest.of([1])

    init() throws {
        scene = try Scene()
    }

    /// Builds at the limit, then expects the refusal one above.
    private func check(_ limit: Int, _ make: (Int) throws -> Void) {
        #expect(throws: Never.self) { try make(limit) }
        #expect(throws: Failure.self) { try make(limit + 1) }
    }

    private func request(
        reason: String = "why", reference: String = "", name: String = "", lines: Int = 1, duration: Duration = .seconds(60),
        life: Duration = .seconds(60)
    ) throws {
        _ = try Request(
            session: scene.session, machine: scene.machine, technician: scene.technician, organisation: scene.organisation,
            initiator: .technician,
            lines: try (1...lines).map {
                try SessionLine(number: $0, kind: "kind", place: .remote, quantity: 1, contractLine: nil)
            },
            scope: try Scope(parsing: ["diagnose"]), duration: duration, created: Scene.start, notAfter: Scene.start + life,
            reason: reason, reference: reference, technicianName: name)
    }

    @Test func `texts of people`() throws {
        check(SessionLimits.reasonCharacters) { try request(reason: Self.text($0)) }
        check(SessionLimits.referenceCharacters) { try request(reference: Self.text($0)) }
        check(SessionLimits.nameCharacters) { try request(name: Self.text($0)) }
        check(SessionLimits.nameCharacters) { _ = try Approver(uid: 1, name: Self.text($0)) }
        let approver = try scene.approver
        check(SessionLimits.reasonCharacters) {
            _ = try Denial(request: digest, session: scene.session, approver: approver, reason: Self.text($0), time: Scene.start)
        }
        check(SessionLimits.reasonCharacters) {
            _ = try Revocation(
                grant: digest, session: scene.session, approver: approver, reason: Self.text($0), time: Scene.start)
        }
        check(SessionLimits.noteCharacters) {
            _ = try End(request: digest, session: scene.session, ending: .done, note: Self.text($0), time: Scene.start)
        }
    }

    @Test func `lines and quantities`() throws {
        check(SessionLimits.lines) { try request(lines: $0) }
        check(Int(SessionLimits.quantity)) {
            _ = try SessionLine(number: 1, kind: "kind", place: .remote, quantity: Int64($0), contractLine: nil)
        }
        check(SessionLimits.nameCharacters) {
            _ = try SessionLine(
                number: 1, kind: "kind", place: .remote, quantity: 1, contractLine: nil, quote: Self.text($0))
        }
        check(SessionLimits.nameCharacters) {
            let title = Self.text($0)
            _ = try VerdictPart(line: 1, quantity: 1, coverage: .priced, rule: "A1", tariffPersian: title, tariffEnglish: title)
        }
        #expect(throws: Failure.self) {
            try SessionLine(number: 1, kind: "kind", place: .remote, quantity: 0, contractLine: nil)
        }
    }

    @Test func `patterns of a pull and levels of a listing`() throws {
        let path = try ScopePath("/srv/app")
        let patterns = { Array(repeating: "*.log", count: $0) }
        #expect(throws: Never.self) {
            try FilePull(source: path, isTree: true, include: patterns(SessionLimits.patterns - 1), exclude: patterns(1))
        }
        #expect(throws: Failure.self) {
            try FilePull(source: path, isTree: true, include: patterns(SessionLimits.patterns), exclude: patterns(1))
        }
        #expect(throws: Never.self) { try FileList(path: path, depth: SessionLimits.listDepth) }
        #expect(throws: Failure.self) { try FileList(path: path, depth: SessionLimits.listDepth + 1) }
        #expect(throws: Failure.self) { try FileList(path: path, depth: 0) }
    }

    @Test func `times of requests`() throws {
        let millisecond = Duration.milliseconds(1)
        #expect(throws: Never.self) { try request(duration: SessionLimits.longestGrant) }
        #expect(throws: Failure.self) { try request(duration: SessionLimits.longestGrant + millisecond) }
        #expect(throws: Never.self) { try request(life: SessionLimits.storedRequestLife) }
        #expect(throws: Failure.self) { try request(life: SessionLimits.storedRequestLife + millisecond) }
        let behind = scene.request.body.created + .zero - SessionLimits.clockTolerance
        _ = try Session(request: scene.request, at: behind)
        #expect(throws: Failure.self) { try Session(request: scene.request, at: behind - millisecond) }
    }

    @Test func `rials`() throws {
        check(Int(SessionLimits.rials)) { _ = try Approver(uid: 1, name: "n", costLimit: Int64($0)) }
        check(Int(SessionLimits.rials)) {
            _ = try VerdictPart(line: 1, quantity: 1, coverage: .priced, rule: "A1", price: Int64($0))
        }
        check(Int(SessionLimits.rials)) {
            _ = try VerdictPart(
                line: 1, quantity: 1, coverage: .priced, rule: "A1", quoteNeeded: true, estimate: Int64($0),
                tariff: "ict-guild 1404-1")
        }
    }

    @Test func `quotes and estimates of a part belong to what it says`() throws {
        func part(
            _ coverage: Coverage, price: Int64 = 0, needed: Bool = false, quote: String = "", estimate: Int64 = 0,
            accepted: Bool = false
        ) throws -> VerdictPart {
            try VerdictPart(
                line: 1, quantity: 1, coverage: coverage, rule: "A1", price: price, quoteNeeded: needed, quote: quote,
                estimate: estimate, accepted: accepted)
        }
        #expect(try part(.priced, price: 5, quote: "Q-12").toAccept == 5)
        #expect(try part(.priced, price: 5, quote: "Q-12", accepted: true).toAccept == 0)
        #expect(throws: Failure.self) { try part(.covered, quote: "Q-12") }
        #expect(throws: Failure.self) { try part(.priced, price: 5, accepted: true) }
        #expect(throws: Failure.self) { try part(.priced, price: 5, estimate: 5) }
        #expect(throws: Failure.self) { try part(.priced, price: 5, needed: true) }
        #expect(throws: Failure.self) { try part(.priced, needed: true, quote: "Q-12") }
    }

    @Test func `a verdict's price is what is still to accept`() throws {
        let parts = try [
            VerdictPart(line: 1, quantity: 1, coverage: .priced, rule: "A1", price: 5, quote: "Q-11", accepted: true),
            VerdictPart(line: 1, quantity: 1, coverage: .priced, rule: "A1", price: 7, quote: "Q-12"),
        ]
        func verdict(_ price: Int64) throws -> Verdict {
            try Verdict(
                request: digest, session: scene.session, parts: parts, price: price, issued: Scene.start,
                validUntil: Scene.start + .seconds(1))
        }
        #expect(try verdict(7).price == 7)
        #expect(throws: Failure.self) { try verdict(12) }
    }

    @Test func `parts and conditions of a verdict`() throws {
        let part = try VerdictPart(line: 1, quantity: 1, coverage: .covered, rule: "A9")
        let condition = try VerdictCondition(code: "hours.outside")
        func verdict(_ parts: Int, _ conditions: Int) throws {
            _ = try Verdict(
                request: digest, session: scene.session, parts: Array(repeating: part, count: parts),
                conditions: Array(repeating: condition, count: conditions), price: 0, issued: Scene.start,
                validUntil: Scene.start + .seconds(1))
        }
        check(Verdict.partLimit) { try verdict($0, 0) }
        check(Verdict.conditionLimit) { try verdict(1, $0) }
        #expect(throws: Failure.self) { try verdict(0, 0) }
    }

    @Test func `parameters of a reason and of a condition`() throws {
        func parameters(_ count: Int) -> [String: String] {
            Dictionary(uniqueKeysWithValues: (0..<count).map { ("p\($0)", "v") })
        }
        check(Verdict.parameterLimit) { _ = try VerdictCondition(code: "condition.identity", parameters: parameters($0)) }
        check(Verdict.parameterLimit) {
            _ = try VerdictPart(line: 1, quantity: 1000, coverage: .free, rule: "A8", reasonParameters: parameters($0))
        }
    }

    @Test func `parameters of an outcome`() throws {
        func outcome(_ parameters: [String: String], _ result: OperationResult = .failed) throws -> Outcome {
            try Outcome(
                operationDigest: digest, grant: digest, session: scene.session, operation: .random(), result: result,
                code: result == .succeeded ? "" : "command.lost", parameters: parameters, started: Scene.start,
                finished: Scene.start)
        }
        func values(_ count: Int, _ value: String = "v") -> [String: String] {
            Dictionary(uniqueKeysWithValues: (0..<count).map { ("p\($0)", value) })
        }
        check(Outcome.parameterLimit) { _ = try outcome(values($0)) }
        check(SessionLimits.reasonCharacters) { _ = try outcome(["reason": Self.text($0)]) }
        check(SessionLimits.nameCharacters) { _ = try outcome([Self.text($0): "v"]) }
        #expect(throws: Failure.self) { _ = try outcome(values(1), .succeeded) }
        // What a failure has of it fits, however much it has.
        let long = Failure(.objectField, values(40, Self.text(5000)))
        #expect(try outcome(Outcome.parameters(of: long)).parameters.count == Outcome.parameterLimit)
    }

    @Test func `H39 a person's reason comes out of an outcome as it was said, without what steers a terminal`() throws {
        let failure = Failure(.objectField, ["reason": "not today\u{1b}[2J\u{202e}\nreally", "empty": ""])
        let outcome = try Outcome(
            operationDigest: digest, grant: digest, session: scene.session, operation: .random(), result: .notPerformed,
            code: "diagnosis.withheld", parameters: Outcome.parameters(of: failure), started: Scene.start, finished: Scene.start)
        #expect(outcome.failure?.code.rawValue == "diagnosis.withheld")
        #expect(outcome.failure?.parameters == ["reason": "not today[2J really"])
    }

    @Test func `files of an outcome`() throws {
        let file = try FileEffect(path: "/srv/app/x", size: 1, digest: digest)
        check(Outcome.fileLimit) {
            _ = try Outcome(
                operationDigest: digest, grant: digest, session: scene.session, operation: .random(), result: .succeeded,
                files: Array(repeating: file, count: $0), started: Scene.start, finished: Scene.start)
        }
        check(SessionLimits.pathBytes) { _ = try FileEffect(path: "/" + Self.text($0 - 1), size: 1, digest: digest) }
    }

    @Test func `steps of an install, what they say and how long they took`() throws {
        let step = try StepRecord(name: "staged", millis: 1)
        check(SessionLimits.installSteps) {
            _ = try InstallEffect(steps: Array(repeating: step, count: $0), oldVersion: nil, newVersion: "1.0")
        }
        check(SessionLimits.stepDetailBytes) { _ = try StepRecord(name: "staged", millis: 1, detail: Self.text($0)) }
        check(Int(SessionLimits.stepTime.wholeMilliseconds)) { _ = try StepRecord(name: "staged", millis: Int64($0)) }
    }

    @Test func `hours of a standing policy, and the path of a target`() throws {
        let hours = try Weekday.allCases.flatMap { day in
            try (0..<10).map { try WeeklyHours(day: day, from: $0 * 60, to: $0 * 60 + 30) }
        }
        check(SessionLimits.policyHours) { _ = try StandingPolicyTests.policy(Array(hours.prefix($0)), zone: "Asia/Tehran") }
        check(SessionLimits.targetPathBytes) { try Field.check(PlainName.isPath(Self.names($0)), "target") }
    }

    @Test func `operations of a session`() throws {
        let matched = try scene.matched()
        var session = try Session(request: scene.request, at: Scene.start)
        _ = try session.apply(.granted(matched), at: Scene.start)
        _ = try session.apply(.activated(scene.activated(matched)), at: Scene.start)
        for _ in 1...SessionLimits.operations {
            _ = try session.apply(.started(scene.push(size: 0), bytes: 0), at: Scene.start)
        }
        let above = try scene.push(size: 0)
        let failure = #expect(throws: Failure.self) { try session.apply(.started(above, bytes: 0), at: Scene.start) }
        #expect(failure?.code == .operationTooMany)
    }
}
