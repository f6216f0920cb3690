import Cryptography
import FoundationEssentials
import Primitives
import Testing

@testable import Sessions

struct SessionTests {
    func active(_ scene: Scene) throws -> (session: Session, grant: ActivatedGrant) {
        let matched = try scene.matched()
        let grant = try scene.activated(matched)
        var session = try Session(request: scene.request, at: Scene.start)
        #expect(try session.apply(.delivered, at: Scene.start) == [.prompt])
        #expect(try session.apply(.seen, at: Scene.start) == [])
        #expect(try session.apply(.granted(matched), at: Scene.start) == [.closePrompt, .evaluateAgain])
        #expect(try session.apply(.activated(grant), at: Scene.start) == [.beginWork])
        return (session, grant)
    }

    func code(_ body: () throws -> Void) -> Failure.Code? {
        #expect(throws: Failure.self) { try body() }?.code
    }

    @Test func theMainPath() throws {
        let scene = try Scene()
        var (session, grant) = try active(scene)
        let operation = try scene.push(size: 400)
        let authorized = try grant.authorize(operation, size: 400, in: session, standing: Scene.running, allowed: scene.allowed)
        _ = try session.apply(.started(authorized.operation, bytes: authorized.size), at: Scene.start)
        #expect(session.bytesUsed == 400)
        let outcome = try authorized.outcome(.succeeded, bytes: 390, started: Scene.start, finished: Scene.start)
        #expect(try session.apply(.finished(scene.fromMachine(outcome)), at: Scene.start) == [])
        #expect(session.bytesUsed == 390)
        #expect(try session.apply(.ended(scene.end()), at: Scene.start) == [.closePrompt, .stopWork, .settle])
        #expect(session.reason == .done)
        #expect(try Settlement.decide(session, at: Scene.start) == [.init(line: 1, decision: .consumed(1000))])
        let stored = try JSONEncoder().encode(session)
        #expect(try JSONDecoder().decode(Session.self, from: stored) == session)
    }

    @Test func `H42 before consent, after expiry, after revocation`() throws {
        let scene = try Scene()
        let (session, grant) = try active(scene)
        let operation = try scene.push()
        func authorize(_ session: Session, _ standing: GrantClock.Standing = Scene.running) throws {
            _ = try grant.authorize(operation, size: 100, in: session, standing: standing, allowed: scene.allowed)
        }
        try authorize(session)
        #expect(code { try authorize(Session(request: scene.request, at: Scene.start)) } == .sessionWrongState)
        #expect(code { try authorize(session, .expired(now: Scene.start)) } == .sessionExpired)
        #expect(code { try authorize(session, .suspended(now: Scene.start)) } == .sessionSuspended)
        let late = Scene.start + SessionLimits.grantDefault
        #expect(code { try authorize(session, .running(remaining: .seconds(1), now: late)) } == .sessionExpired)
        try authorize(session, .running(remaining: .seconds(1), now: late - .milliseconds(1)))
        var revoked = session
        #expect(
            try revoked.apply(.revoked(scene.revocation(grant.grant.digest)), at: Scene.start) == [
                .closePrompt, .stopWork, .settle,
            ])
        #expect(code { try authorize(revoked) } == .sessionEnded)
        var reversed = session
        #expect(try reversed.apply(.clockReversed, at: Scene.start) == [.stopWork, .prompt])
        #expect(code { try authorize(reversed) } == .sessionSuspended)
    }

    @Test func `H42 scope and one byte more`() throws {
        let scene = try Scene(byteLimit: 1000)
        var (session, grant) = try active(scene)
        func authorize(_ operation: Verified<Operation>, _ size: UInt64) throws {
            _ = try grant.authorize(operation, size: size, in: session, standing: Scene.running, allowed: scene.allowed)
        }
        try authorize(scene.push(size: 1000), 1000)
        #expect(code { try authorize(scene.push(size: 1001), 1001) } == .operationTooManyBytes)
        let first = try scene.push(size: 600)
        _ = try session.apply(.started(first, bytes: 600), at: Scene.start)
        try authorize(scene.push(size: 400), 400)
        #expect(code { try authorize(scene.push(size: 401), 401) } == .operationTooManyBytes)
        #expect(code { try authorize(scene.push(size: .max), .max) } == .operationTooManyBytes)
        // The same operation again after a reconnect is not counted twice.
        try authorize(first, 600)
        #expect(code { try authorize(scene.push(size: 10), 11) } == .sessionMismatch)
        for path in ["/srv", "/srv/apple", "/srv/other/x", "/etc/passwd"] {
            #expect(code { try authorize(scene.push(path, size: 1), 1) } == .operationOutsideScope)
        }
        #expect(code { try authorize(scene.push(line: 2), 100) } == .operationUnknownLine)
        #expect(code { try authorize(scene.push(notAfter: Scene.start), 100) } == .operationExpired)
        let narrower = AllowedScope(roots: [try ScopePath("/srv/app/other")], forbidden: [])
        let narrowed = code {
            _ = try grant.authorize(scene.push(), size: 100, in: session, standing: Scene.running, allowed: narrower)
        }
        #expect(narrowed == .operationOutsideScope)
    }

    @Test func `H38 H43 objects of another session are refused`() throws {
        let scene = try Scene()
        let other = try Scene()
        var (session, grant) = try active(scene)
        let (_, otherGrant) = try active(other)
        let before = session
        #expect(
            code {
                _ = try grant.authorize(other.push(), size: 100, in: session, standing: Scene.running, allowed: scene.allowed)
            }
                == .sessionWrongSigner)
        let foreign = try scene.push(request: other.request.digest, session: other.session)
        #expect(
            code { _ = try grant.authorize(foreign, size: 100, in: session, standing: Scene.running, allowed: scene.allowed) }
                == .sessionMismatch)
        #expect(
            code {
                _ = try otherGrant.authorize(
                    scene.push(), size: 100, in: session, standing: Scene.running, allowed: scene.allowed)
            }
                == .sessionMismatch)
        #expect(code { _ = try session.apply(.granted(other.matched()), at: Scene.start) } == .sessionMismatch)
        #expect(code { _ = try session.apply(.activated(otherGrant), at: Scene.start) } == .sessionMismatch)
        #expect(code { _ = try session.apply(.ended(other.end()), at: Scene.start) } == .sessionMismatch)
        #expect(
            code { _ = try session.apply(.revoked(other.revocation(otherGrant.grant.digest)), at: Scene.start) }
                == .sessionMismatch)
        #expect(
            code { _ = try session.apply(.finished(other.outcome(other.push(), otherGrant.grant.digest)), at: Scene.start) }
                == .operationUnknown)
        #expect(session == before)
        #expect(throws: Failure.self) {
            try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: other.matched().grant)
        }
        #expect(throws: Failure.self) {
            try ActivatedGrant.match(scene.matched(), otherGrant.activation)
        }
    }

    @Test func `H43 a grant that the machine did not sign, or that goes beyond the request`() throws {
        let scene = try Scene()
        let grant = try scene.matched().grant.body
        let forged = try Scene.verified(grant, scene.relayKey, Scene.name(.relay, "rly"))
        #expect(
            code { _ = try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: forged) } == .sessionWrongSigner)
        let another = try Scene.verified(grant, scene.machineKey, Scene.name(.machine, MachineID.random().description))
        #expect(
            code { _ = try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: another) } == .sessionWrongSigner)
        func changed(scope: Scope? = nil, duration: Duration? = nil, cost: Int64 = 0) throws -> Verified<Grant> {
            try scene.fromMachine(
                Grant(
                    request: grant.request, verdict: grant.verdict, session: grant.session, machine: grant.machine,
                    scope: scope ?? grant.scope, duration: duration ?? grant.duration, approved: grant.approved,
                    notAfter: grant.notAfter,
                    basis: grant.basis, acceptedCost: cost, checkpoint: nil))
        }
        let wider = try changed(scope: Scope(parsing: ["push:/srv"]))
        #expect(code { _ = try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: wider) } == .scopeWider)
        let unlimited = try changed(scope: Scope(parsing: ["push:/srv/app"]))
        #expect(code { _ = try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: unlimited) } == .scopeWider)
        let longer = try changed(duration: .seconds(1801))
        #expect(code { _ = try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: longer) } == .consentLonger)
        let dearer = try changed(cost: 1)
        #expect(
            code { _ = try MatchedGrant(request: scene.request, verdict: scene.verdict, grant: dearer) } == .consentCostDiffers)
    }

    @Test func `H43 replayed after the end`() throws {
        let scene = try Scene()
        var (session, grant) = try active(scene)
        let operation = try scene.push()
        _ = try session.apply(.ended(scene.end()), at: Scene.start)
        let before = session
        for event in [
            SessionEvent.granted(try scene.matched()), .activated(grant), .started(operation, bytes: 1), .voided(scene.verdict),
            .seen,
        ] {
            #expect(code { _ = try session.apply(event, at: Scene.start) } == .sessionEnded)
        }
        #expect(session == before)
    }

    @Test func `H43 a grant that was void or suspended stays void`() throws {
        let scene = try Scene()
        let first = try scene.matched()
        var session = try Session(request: scene.request, at: Scene.start)
        _ = try session.apply(.granted(first), at: Scene.start)
        #expect(try session.apply(.granted(first), at: Scene.start) == [], "the same grant again is no news")
        #expect(try session.apply(.voided(scene.verdict), at: Scene.start) == [.prompt])
        #expect(code { _ = try session.apply(.granted(first), at: Scene.start) } == .sessionConflict)
        let second = try scene.matched(at: Scene.start + .seconds(5))
        _ = try session.apply(.granted(second), at: Scene.start)
        #expect(code { _ = try session.apply(.activated(scene.activated(first)), at: Scene.start) } == .sessionMismatch)
        _ = try session.apply(.activated(scene.activated(second)), at: Scene.start)
        _ = try session.apply(.clockReversed, at: Scene.start)
        #expect(code { _ = try session.apply(.granted(first), at: Scene.start) } == .sessionConflict)
        _ = try session.apply(.granted(scene.matched(at: Scene.start + .seconds(9))), at: Scene.start)
        #expect(session.phase == .granted)
    }

    @Test func `H45 another technician's key`() throws {
        let scene = try Scene()
        var (session, grant) = try active(scene)
        let other = try PrivateKey.generate()
        #expect(
            code {
                _ = try grant.authorize(
                    scene.push(key: other), size: 100, in: session, standing: Scene.running, allowed: scene.allowed)
            } == .sessionWrongSigner)
        #expect(
            code { _ = try session.apply(.started(scene.push(key: other), bytes: 1), at: Scene.start) } == .sessionWrongSigner)
        #expect(code { _ = try session.apply(.ended(scene.end(key: other)), at: Scene.start) } == .sessionWrongSigner)
        let stranger = try Scene.verified(scene.request.body, other, Scene.name(.technician, TechnicianID.random().description))
        #expect(code { _ = try Session(request: stranger, at: Scene.start) } == .sessionWrongSigner)
        let machine = try Scene.verified(scene.request.body, other, Scene.name(.machine, scene.technician.description))
        #expect(code { _ = try Session(request: machine, at: Scene.start) } == .sessionWrongSigner)
    }

    @Test func `H36 the same operation again, and other bytes under its id`() throws {
        let scene = try Scene()
        var (session, grant) = try active(scene)
        let id = OperationID.random()
        let operation = try scene.push(id: id)
        _ = try session.apply(.started(operation, bytes: 100), at: Scene.start)
        _ = try session.apply(.started(operation, bytes: 100), at: Scene.start)
        #expect(session.operations.count == 1 && session.bytesUsed == 100)
        #expect(
            code { _ = try session.apply(.started(scene.push("/srv/app/x", id: id), bytes: 1), at: Scene.start) }
                == .sessionConflict)
        let outcome = try scene.outcome(operation, grant.grant.digest)
        _ = try session.apply(.finished(outcome), at: Scene.start)
        let before = session
        _ = try session.apply(.finished(outcome), at: Scene.start)
        #expect(session == before)
        #expect(
            code { _ = try session.apply(.finished(scene.outcome(operation, grant.grant.digest, .failed)), at: Scene.start) }
                == .sessionConflict)
        #expect(
            code { _ = try grant.authorize(operation, size: 100, in: session, standing: Scene.running, allowed: scene.allowed) }
                == .operationDone)
    }

    @Test func nothingBeginsAfterTheDeadlineAndExpiryIsNotEarly() throws {
        let scene = try Scene()
        var session = try Session(request: scene.request, at: Scene.start)
        #expect(code { _ = try session.apply(.expired, at: Scene.start) } == .sessionWrongState)
        let late = session.requestExpiry
        #expect(code { _ = try session.apply(.granted(scene.matched()), at: late) } == .sessionExpired)
        #expect(try session.apply(.expired, at: late) == [.closePrompt])
        #expect(session.reason == .requestExpired)
        #expect(code { _ = try Session(request: scene.request, at: late) } == .sessionExpired)
        #expect(code { _ = try Session(request: scene.request, at: Scene.start - .seconds(301)) } == .sessionMismatch)
        _ = try Session(request: scene.request, at: Scene.start - .seconds(300))
        var (active, grant) = try active(scene)
        #expect(try active.apply(.expired, at: Scene.start + grant.grant.body.duration) == [.closePrompt, .stopWork, .settle])
        #expect(active.reason == .grantExpired)
    }

    @Test func aCustomersSessionIsSeenAndAnAgentsIsNotShown() throws {
        let customer = try Session(request: Scene(initiator: .customer).request, at: Scene.start)
        #expect(customer.phase == .seen)
        let scene = try Scene(initiator: .agent)
        var agent = try Session(request: scene.request, at: Scene.start)
        #expect(throws: Failure.self) { try agent.apply(.delivered, at: Scene.start) }
        _ = try agent.apply(.granted(scene.matched()), at: Scene.start)
    }
}

struct SettlementTests {
    /// Results of the line's operations in order (nil: no outcome yet), how the session ended, and the decision.
    static let table: [(results: [OperationResult?], ending: Ending, expected: String)] = [
        ([], .done, "returned"), ([.notPerformed], .done, "returned"), ([.notPerformed, .notPerformed], .failed, "returned"),
        ([.succeeded], .done, "consumed"), ([.succeeded], .partial, "consumed"), ([.succeeded], .failed, "disputed"),
        ([.failed], .done, "disputed"), ([.failed], .failed, "disputed"), ([.failed, .succeeded], .done, "consumed"),
        ([.failed, .succeeded], .partial, "disputed"), ([.notPerformed, .succeeded], .done, "consumed"),
        ([nil], .done, "waiting"),
        ([.succeeded, nil], .done, "waiting"),
    ]

    @Test(arguments: table)
    func D2_closesByTheSignedOutcome(row: (results: [OperationResult?], ending: Ending, expected: String)) throws {
        let scene = try Scene(lines: 2)
        let matched = try scene.matched()
        var session = try Session(request: scene.request, at: Scene.start)
        _ = try session.apply(.granted(matched), at: Scene.start)
        _ = try session.apply(.activated(scene.activated(matched)), at: Scene.start)
        var silent: [Verified<Operation>] = []
        for result in row.results {
            let operation = try scene.push(line: 2)
            _ = try session.apply(.started(operation, bytes: 100), at: Scene.start)
            guard let result else {
                silent.append(operation)
                continue
            }
            _ = try session.apply(.finished(scene.outcome(operation, matched.grant.digest, result)), at: Scene.start)
        }
        #expect(throws: Failure.self) { try Settlement.decide(session, at: Scene.start) }
        _ = try session.apply(.ended(scene.end(row.ending)), at: Scene.start)
        func decision(_ time: Timestamp = Scene.start) throws -> String {
            let lines = try Settlement.decide(session, at: time)
            #expect(lines.map(\.line) == [1, 2] && lines[0].decision == .returned)
            switch lines[1].decision {
            case .consumed(let amount): return amount == 1000 ? "consumed" : "wrong"
            case .returned: return "returned"
            case .disputed: return "disputed"
            case .waiting: return "waiting"
            }
        }
        #expect(try decision() == row.expected)
        guard !silent.isEmpty else { return }
        #expect(try decision(Scene.start + Settlement.holdLife - .milliseconds(1)) == "waiting")
        #expect(try decision(Scene.start + Settlement.holdLife) == "disputed")
        for operation in silent {
            #expect(try session.apply(.finished(scene.outcome(operation, matched.grant.digest)), at: Scene.start) == [.settle])
        }
        #expect(try decision() == "consumed")
    }
}
