import AuditLog
import AuditStorage
import Cryptography
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage

/// One session inside one transaction: state, signed objects, timeline and log change together or not at all.
struct SessionRecord {
    let context: RelayContext
    let transaction: Transaction
    let now: Timestamp
    /// As it was when the transaction began, but for `session`.
    let row: RelaySession
    private(set) var session: Session

    init(_ row: RelaySession, in transaction: Transaction, context: RelayContext, at now: Timestamp) {
        self.context = context
        self.transaction = transaction
        self.now = now
        self.row = row
        session = row.session
    }

    init(_ id: SessionID, in transaction: Transaction, context: RelayContext, at now: Timestamp) throws {
        self.init(try transaction.sessions.require(id), in: transaction, context: context, at: now)
    }

    /// Applies an event, and writes where it led. Returns the effects that are left to perform.
    ///
    /// `object` is the signed object that the event rests on: it is kept, and is the payload of the log's entry.
    mutating func apply(
        _ event: SessionEvent, kind: AuditKind, object: (SessionObjects.Kind, StoredSigned), parameters: [String: String] = [:]
    ) throws -> [SessionEffect] {
        let (effects, isNews) = try advance(event, kind, object.1.bytes, parameters)
        if isNews { try transaction.sessionObjects.append(object.1, kind: object.0, to: session.id, at: now) }
        return effects
    }

    /// The same for events of operations, whose signed objects are kept with the operation, and for events without one.
    mutating func apply(
        _ event: SessionEvent, kind: AuditKind, payload: [UInt8] = [], parameters: [String: String] = [:]
    ) throws -> [SessionEffect] {
        try advance(event, kind, payload, parameters).effects
    }

    private mutating func advance(
        _ event: SessionEvent, _ kind: AuditKind, _ payload: [UInt8], _ parameters: [String: String]
    ) throws -> (effects: [SessionEffect], isNews: Bool) {
        let before = session
        let effects = try session.apply(event, at: now)
        guard session != before else { return (effects, false) }
        try transaction.sessions.save(session, at: now, code: kind.rawValue, parameters: parameters)
        try log(kind, payload: payload, parameters)
        if session.phase == .ended, let reason = session.reason {
            try transaction.storedOperations.sessionEnded(session.id, reason, at: now)
        }
        return (effects, true)
    }

    /// - Parameter ids: beside the session's own; values from others are cut to what an entry takes.
    func log(_ kind: AuditKind, payload: [UInt8] = [], _ ids: [String: String] = [:]) throws {
        var own = ["session": session.id.description, "machine": session.machine.description]
        if let technician = session.technician { own["technician"] = technician.description }
        try transaction.audit.append(
            kind, ids: own.merging(ids.mapValues(Self.cut)) { own, _ in own }, payload: payload, at: now)
    }

    static func cut(_ text: String) -> String {
        guard text.utf8.count > AuditEntry.idBytes else { return text }
        return String(decoding: text.utf8.prefix(AuditEntry.idBytes - 3), as: UTF8.self)
            .replacing("\u{fffd}", with: "")
    }

    /// The verified objects that are in force.
    func request() throws -> Verified<Request> {
        try stored(.request, from: session.initiator == .agent ? .machine : .technician)
    }
    func verdict() throws -> Verified<Verdict> { try stored(.verdict, from: .relay) }

    private func stored<Body: SignedBody>(_ kind: SessionObjects.Kind, from role: PeerRole) throws -> Verified<Body> {
        guard let object = try transaction.sessionObjects.current(kind, of: session.id) else {
            throw Failure(.sessionWrongState, ["session": session.id.description, "state": session.phase.rawValue])
        }
        return try context.trust.reopen(object, from: role)
    }
}
