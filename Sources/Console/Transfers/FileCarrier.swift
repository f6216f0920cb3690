import Cryptography
import FileTransfer
package import Primitives
import Sessions
import SignedObjects
import Transport

/// Carries files to or from a machine under a grant, over as many connections as it takes.
package struct FileCarrier: Sendable {
    let door: RelayDoor
    let bar: ProgressBar
    /// nil: as fast as it goes.
    let limit: RateLimit?
    /// How long one goes on without anything arriving; nil: as `Patience` has it.
    let patience: Duration?
    let clock: any WallClock

    package init(
        _ door: RelayDoor, bar: ProgressBar, limit: RateLimit? = nil, patience: Duration? = nil,
        clock: any WallClock = SystemWallClock()
    ) {
        self.door = door
        self.bar = bar
        self.limit = limit
        self.patience = patience
        self.clock = clock
    }

    var store: OperationStore { OperationStore(door.home, identity: door.identity.signing) }

    /// An operation may be signed for a day at most, and never beyond its signer's certificate.
    static let operationLife: Duration = .seconds(24 * 3600)

    /// The session that allows the work. A machine that is on its way back is waited for later, by the transfer.
    func session(on machine: String, named: String?, for words: [ScopeWord], _ desk: TechnicianDesk) async throws -> SessionFacts
    {
        if let named {
            let facts = try await desk.session(named)
            try desk.own(facts)
            if facts.phase == .ended, let reason = facts.standstill { throw reason }
            // The relay knows which machine a number or name means; the session itself says only its id.
            let there = try await desk.sessions(openOnly: true, machine: machine, mine: true)
            guard there.contains(where: { $0.request.digest == facts.request.digest }) else {
                throw Failure(.sessionMismatch, ["object": "machine", "session": facts.number])
            }
            return try GrantChoice.only(of: [facts], for: words, machine: machine, named: true)
        }
        let sessions = try await desk.sessions(openOnly: true, machine: machine, mine: true)
        let own = sessions.filter { $0.request.verified.signer.key == door.identity.key.publicKey.id }
        return try GrantChoice.only(of: own, for: words, machine: machine, named: false)
    }

    /// A new operation under the session's request.
    func operation(_ work: Sessions.Operation.Work, in session: SessionFacts) throws -> Operation {
        try Operation(
            request: session.request.digest, session: session.request.body.session, operation: .random(), line: 1,
            notAfter: min(clock.now() + Self.operationLife, door.identity.certificate.notAfter), work: work)
    }

    /// Attempts until one succeeds or no further one makes sense. Each has a connection of its own. Where a machine is away, the
    /// person is told at once, and sees how long it is still waited for.
    ///
    /// - Parameter kind: of the session, where the work could be left waiting at the relay instead.
    func persist<Result: Sendable>(
        _ first: TechnicianDesk, leavingAs kind: String? = nil,
        _ attempt: (TechnicianDesk, inout Patience) async throws -> Result
    ) async throws -> Result {
        var patience = Patience(limit: patience)
        let notice = AwayNotice(bar: bar, kind: kind)
        var isSaid = false
        var desk: TechnicianDesk? = first
        while true {
            do {
                let current: TechnicianDesk
                if let desk {
                    current = desk
                } else {
                    current = try await door.open()
                }
                desk = current
                return try await attempt(current, &patience)
            } catch let failure as Failure {
                bar.finish()
                guard let delay = patience.delay(after: failure, at: clock.now()) else { throw failure }
                if Patience.isLoss(failure) {
                    desk?.connection.close()
                    desk = nil
                }
                guard failure.code == .machineAway, let left = patience.left(at: clock.now()) else {
                    try await Task.sleep(for: delay)
                    continue
                }
                if !isSaid { notice.say(failure, left: left) }
                isSaid = true
                try await notice.count(down: delay, of: left)
            }
        }
    }
}
