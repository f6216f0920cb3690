import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import FileTransfer
import Logging
import Messages
import Primitives
import Sessions
import SignedObjects
import Storage

/// Owns the sessions of this machine: takes what the relay and the people here say to the state machines, keeps what comes out on
/// the disk together with its log entries, and tells the others by `changes`.
///
/// The rules are those of Sessions. All methods are synchronous, so that one event is finished before the next begins.
package actor SessionDesk {
    /// Open sessions at one time: a relay must not fill a machine's memory with requests. Ours: ten times the hundred that work in
    /// parallel; their ids fit one hello.
    static let openLimit = 1024

    /// New sessions in an hour: all are kept, and nobody may fill the disk with requests that end at once. Ours: four times what may
    /// be open, some tens of megabytes.
    static let sessionsPerHour = 4096

    let machine: MachineID
    let roots: AgentRoots
    let trust: TrustKeeper
    let journal: AgentJournal
    let clock: any MachineClock
    let logger: Logger
    package nonisolated let changes: ChangeSignal
    /// Its transactions wait for the disk; a hundred of them must not take a thread from the sockets.
    private let disk = DiskThread("sessions")
    /// What a person should be told of, in the order of the offers.
    nonisolated let prompts: PromptQueue

    var open: [SessionID: OpenSession] = [:]
    /// Operations that are being performed.
    var permits: [OperationID: WorkPermit] = [:]
    /// Operations whose outcome their own transfer tells the relay, so that it is not told twice at once.
    var reporting: Set<OperationID> = []
    /// Sessions that a person ended and whose end is perhaps not stored yet: nothing begins in them.
    var withdrawn: Set<SessionID> = []
    var alerts = AlertBudget()
    var atOnceLimit = openLimit
    var hourlyLimit = sessionsPerHour
    var clocksStored: Duration = .zero
    /// The relay contradicted a checkpoint of its own log that is held here.
    var relayLogContradicted = false
    /// Pushes that were cut off and may go on at once.
    nonisolated let parked = ParkedPushes()
    nonisolated let leftovers: LeftoverSweep

    init(
        machine: MachineID, roots: AgentRoots, trust: TrustKeeper, journal: AgentJournal, clock: any MachineClock,
        changes: ChangeSignal = ChangeSignal(), prompts: PromptQueue = PromptQueue(), logger: Logger
    ) {
        self.machine = machine
        self.roots = roots
        self.trust = trust
        self.journal = journal
        self.clock = clock
        self.changes = changes
        self.prompts = prompts
        self.logger = logger
        leftovers = LeftoverSweep(journal: journal, roots: roots, clock: clock, logger: logger)
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    /// The session of a person's text: `S-1042`, `1042`, or an id. Throws `session.unknown`.
    func find(_ text: String) throws -> OpenSession? {
        if let id = SessionID(text) { return open[id] }
        let number = Self.number(text)
        return open.values.filter { $0.number == number }.max { $0.request.body.created < $1.request.body.created }
    }

    static func number(_ text: String) -> String {
        let upper = text.uppercased()
        return upper.hasPrefix("S-") ? upper : "S-" + upper
    }

    /// An open session. Throws `session.ended` for one of the past, `session.unknown`.
    func require(_ text: String) throws -> OpenSession {
        if let session = try find(text) { return session }
        let stored = try journal.database.read { transaction in
            if let id = SessionID(text) { return try transaction.sessions.find(id) }
            return try transaction.sessions.find(number: Self.number(text))
        }
        guard let stored else { throw Failure(.sessionUnknown, ["text": DisplayText.stripped(text, limit: 64)]) }
        throw Failure(.sessionEnded, ["session": stored.number, "state": stored.session.phase.rawValue])
    }

    func require(_ id: SessionID) throws -> OpenSession {
        try require(id.description)
    }

    /// Applies an event to a copy: the caller stores the result before it counts.
    func apply(_ event: SessionEvent, to session: inout OpenSession, at time: Timestamp) throws -> [SessionEffect] {
        let effects = try session.session.apply(event, at: time)
        if session.session.phase == .ended, session.endedCode == nil {
            session.endedCode = session.session.reason?.rawValue
        }
        return effects
    }

    /// Stores what an event came to, with its entries, then lets it count and does what it asks for.
    func commit(
        _ session: OpenSession, _ effects: [SessionEffect], at time: Timestamp,
        _ body: (inout AgentJournal.Entries, Transaction) throws -> Void
    ) throws {
        // What must stop stops first: the disk may be slow, the customer's word is not.
        if effects.contains(.stopWork) || session.session.phase == .ended { stopWork(of: session) }
        try journal.write(at: clock.reading().wall) { entries, transaction in
            try body(&entries, transaction)
            try transaction.sessions.save(session.session, clock: session.clock, endedCode: session.endedCode, at: time)
            if session.waits != open[session.id]?.waits {
                try transaction.sessions.store(waits: session.waits, of: session.id)
            }
        }
        if session.session.phase == .ended {
            open[session.id] = nil
            withdrawn.remove(session.id)
            try resolveLeftovers(of: session)
            if session.session.reason == .revoked { Task { await leftovers.remove(of: session.id) } }
        } else {
            open[session.id] = session
        }
        if effects.contains(.prompt) { prompts.add(session.id) }
        changes.raise()
    }

    func stopWork(of session: OpenSession) {
        let code: Failure.Code =
            switch session.session.reason {
            case .revoked: .sessionRevoked
            case .grantExpired, .requestExpired: .sessionExpired
            case nil where session.session.phase == .suspended: .sessionSuspended
            default: .sessionEnded
            }
        for record in session.session.operations {
            permits[record.id]?.close(Failure(code, ["session": session.number]))
        }
        if session.session.phase == .ended { parked.drop(of: session.id) }
    }

    static func ids(_ session: OpenSession) -> [String: String] {
        // Where the agent began, the machine's own log needs no other name.
        var ids = ["session": session.id.description]
        if let technician = session.session.technician { ids["technician"] = technician.description }
        return ids
    }
}
