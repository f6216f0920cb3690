import Cryptography
import Primitives
import Testing

@testable import Sessions

/// H41: every event in every state. The letters: a state's first two letters for "goes there", `-` stays, `=` the same object
/// again is no news, `E` ends, `x` refused.
struct SessionTableTests {
    static let table = """
        event          requested delivered seen granted active suspended ended
        delivered      de        -         -    -       -      -         x
        seen           se        se        -    -       -      -         x
        granted        gr        gr        gr   =       gr     gr        x
        activated      x         x         x    ac      =      x         x
        voided         x         x         x    de      x      x         x
        started        x         x         x    x       -      x         x
        finished       x         x         x    -       -      -         -
        denied         E         E         E    x       x      E         -
        revoked        E         E         E    E       E      E         -
        ended          E         E         E    E       E      E         -
        expired        E         E         E    E       E      E         -
        dropped        E         E         E    E       E      E         -
        completed      x         x         x    x       E      E         -
        clock-reversed -         -         -    su      su     -         -
        rebooted       -         -         -    -       -      -         -
        """

    static func rows() -> [(event: SessionEvent.Kind, cells: [String])] {
        table.split(separator: "\n").dropFirst().compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let event = SessionEvent.Kind(rawValue: words[0]) else { return nil }
            return (event, Array(words.dropFirst()))
        }
    }

    static func letter(_ cell: SessionTable.Cell) -> String {
        switch cell {
        case .go(let phase): String(phase.rawValue.prefix(2))
        case .stay: "-"
        case .repeatable: "="
        case .end: "E"
        case .refuse: "x"
        }
    }

    @Test(arguments: Initiator.allCases)
    func `H41 every cell is what the table says`(initiator: Initiator) {
        let rows = Self.rows()
        #expect(Set(rows.map(\.event)) == Set(SessionEvent.Kind.allCases))
        for row in rows {
            #expect(row.cells.count == SessionPhase.allCases.count)
            for (phase, cell) in zip(SessionPhase.allCases, row.cells) {
                let unasked = initiator == .agent && row.event == .delivered
                let found = Self.letter(SessionTable.cell(phase, row.event, initiator: initiator))
                #expect(found == (unasked ? "x" : cell), "\(phase) \(row.event) \(initiator)")
            }
        }
    }

    /// Real objects of one session, applied to a session brought into each state: what happens is what the table says.
    @Test(arguments: SessionPhase.allCases)
    func `H41 every event with real objects in every state`(phase: SessionPhase) throws {
        let scene = try Scene()
        let first = try scene.matched()
        let active = try scene.activated(first)
        let operation = try scene.push()
        let started = try Self.session(scene, in: phase, first, active, operation)
        let again = try scene.matched(at: Scene.start + .seconds(1))
        let events: [SessionEvent] = [
            .delivered, .seen, .granted(phase == .granted ? first : again), .activated(active), .voided(scene.verdict),
            .started(operation, bytes: 100), .finished(try scene.outcome(operation, first.grant.digest)),
            .denied(try scene.denial()),
            .revoked(try scene.revocation(first.grant.digest)), .ended(try scene.end()), .expired, .dropped, .completed,
            .clockReversed,
            .rebooted,
        ]
        #expect(events.map(\.kind) == SessionEvent.Kind.allCases)
        for event in events {
            var session = started
            let time = event.kind == .expired ? (session.deadline ?? Scene.start) : Scene.start
            let cell = SessionTable.cell(phase, event.kind, initiator: .technician)
            guard cell != .refuse else {
                let failure = #expect(throws: Failure.self) { try session.apply(event, at: time) }
                #expect(failure?.code == (phase == .ended ? .sessionEnded : .sessionWrongState))
                #expect(session == started, "a refused event changes nothing")
                continue
            }
            // Nothing was started before the grant, so there is no outcome to take.
            let effects = try session.apply(event, at: time)
            switch cell {
            case .go(let next):
                #expect(session.phase == next, "\(phase) \(event.kind)")
            case .end:
                #expect(session.phase == .ended && session.reason != nil)
                #expect(effects.contains(.settle) == (started.activation != nil))
            case .stay, .repeatable:
                #expect(session.phase == phase)
                if event.kind != .finished { #expect(session == started || event.kind == .started) }
            case .refuse: break
            }
        }
    }

    static func session(
        _ scene: Scene, in phase: SessionPhase, _ grant: MatchedGrant, _ active: ActivatedGrant, _ operation: Verified<Operation>
    ) throws -> Session {
        var session = try Session(request: scene.request, at: Scene.start)
        let path: [SessionEvent] =
            switch phase {
            case .requested: []
            case .delivered: [.delivered]
            case .seen: [.delivered, .seen]
            // Through a suspension, so that an operation is known there too.
            case .granted: [.granted(try scene.matched(at: Scene.start - .seconds(1)))]
            case .active: [.granted(grant), .activated(active), .started(operation, bytes: 100)]
            case .suspended: [.granted(grant), .activated(active), .started(operation, bytes: 100), .clockReversed]
            case .ended: [.granted(grant), .activated(active), .started(operation, bytes: 100), .ended(try scene.end())]
            }
        if phase == .granted {
            let before = try scene.matched(at: Scene.start - .seconds(1))
            for event in [
                SessionEvent.granted(before), .activated(try scene.activated(before)), .started(operation, bytes: 100),
                .clockReversed,
                .granted(grant),
            ] { _ = try session.apply(event, at: Scene.start) }
        } else {
            for event in path { _ = try session.apply(event, at: Scene.start) }
        }
        #expect(session.phase == phase)
        return session
    }
}
