import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Primitives
import RelayStorage
import Sessions
import Storage
import SwiftProtobuf
import Transport

/// One change by a technician or a machine: what it does, its entry of the log and its stored answer are one transaction.
struct DeskChange {
    /// Whom the change is by: how the log and the stored answers name them, and what they may see.
    struct Author: Sendable {
        /// `technician` or `machine`.
        let role: String
        let id: String
        let scope: OrganisationScope

        init(_ technician: Caller.Technician) {
            (role, id, scope) = ("technician", technician.id.description, technician.scope)
        }

        /// A machine has its own customer's things alone, which each call compares; to which branch the customer was given may
        /// change while it is connected.
        init(_ machine: MachineRecord) {
            (role, id, scope) = ("machine", machine.id.description, .all)
        }
    }

    let context: RelayContext
    let transaction: Transaction
    let author: Author
    let now: Timestamp
    /// Of what was asked for.
    let content: Digest

    var lookup: Lookup { Lookup(transaction: transaction, scope: author.scope) }
    var zone: CivilZone { context.zone }

    /// What the vendor has told the relay. Read again after a change of calendars or tariffs.
    func setting() throws -> EntitlementSetting { try transaction.entitlementSetting(in: context.zone) }

    /// Who makes the change, where a technician does. Throws `call.forbidden`.
    func technician() throws -> TechnicianID {
        guard let technician = TechnicianID(author.id) else { throw Failure(.callForbidden) }
        return technician
    }

    /// The civil day of a text as typed; today where nothing is said. Throws `date.malformed`, `date.out-of-range`.
    func day(_ text: String) throws -> CivilDate {
        text.isEmpty ? try context.zone.date(of: now) : try CivilDate(parsing: text)
    }

    /// - Parameter content: the digest of what was agreed or written; nil: of the call.
    func log(_ kind: AuditKind, _ ids: [String: String], content: Digest? = nil) throws {
        let own = [author.role: author.id]
        try transaction.audit.append(
            kind, ids: own.merging(ids.mapValues { SessionRecord.cut($0) }) { own, _ in own },
            payload: (content ?? self.content).bytes, at: now)
    }
}

/// How a call says that it is the same one again.
enum DeskKey {
    /// Chosen by the caller; without one the call is refused.
    case required(String)
    /// Empty: by hand, without protection.
    case optional(String)
    /// What it does has no second effect anyway.
    case none
}

extension RelayContext {
    /// Makes a change once: the same key and content again gives the answer of before, other content is a conflict (H36).
    ///
    /// Throws `call.invalid` without a key where one is required, `call.conflict`, and what the body throws.
    func change<Request: Message, Response: Message>(
        _ call: Call<Request, Response>, _ request: Request, key: DeskKey, by author: DeskChange.Author,
        _ body: @escaping @Sendable (DeskChange) throws -> Response
    ) async throws -> Response {
        let now = clock.now()
        let content = try Self.digest(request, method: call.method)
        let key = try Self.callKey(key, method: call.method, author: author)
        return try await database.write { transaction in
            let change = DeskChange(context: self, transaction: transaction, author: author, now: now, content: content)
            func perform() throws -> Response {
                let response = try body(change)
                try transaction.seal(with: self, at: now)
                return response
            }
            guard let key else { return try perform() }
            let bytes = try transaction.answers.once(key, call: content, at: now) { try perform().serializedBytes() }
            return try Response(serializedBytes: bytes)
        }
    }

    /// A change whose repetition its own fields recognise: no key, no stored answer.
    func change<Request: Message, Response: Message, Value: Sendable>(
        _ call: Call<Request, Response>, _ request: Request, by author: DeskChange.Author,
        _ body: @escaping @Sendable (DeskChange) throws -> Value
    ) async throws -> Value {
        let now = clock.now()
        let content = try Self.digest(request, method: call.method)
        return try await database.write { transaction in
            let change = DeskChange(context: self, transaction: transaction, author: author, now: now, content: content)
            let value = try body(change)
            try transaction.seal(with: self, at: now)
            return value
        }
    }

    /// The one-time code of an invitation. With a key it follows from the caller, the key and the content, by a secret of the
    /// relay's: the same call again gives the same code, and no code is kept.
    func invitation<Request: Message, Response: Message>(
        _ call: Call<Request, Response>, _ request: Request, key: String, by author: DeskChange.Author
    ) throws -> EnrolmentCode {
        guard !key.isEmpty else { return .random(root: identity.rootKey) }
        let message = Array(author.id.utf8) + [0] + Array(key.utf8) + [0]
        let content = try Self.digest(request, method: call.method)
        return .derived(
            from: KeyedHash.hmacSHA256(key: keys.sealing.derived("invitation"), message + content.bytes), root: identity.rootKey)
    }

    /// Of the method and what was said; maps in the order of their keys, so that the same content is the same digest.
    private static func digest(_ request: some Message, method: String) throws -> Digest {
        var options = BinaryEncodingOptions()
        options.useDeterministicOrdering = true
        let bytes: [UInt8] = try request.serializedBytes(options: options)
        return Digest.of(Array(method.utf8) + [0] + bytes)
    }

    private static func callKey(_ key: DeskKey, method: String, author: DeskChange.Author) throws -> CallKey? {
        let text: String
        switch key {
        case .none: return nil
        case .optional(let chosen):
            guard !chosen.isEmpty else { return nil }
            text = chosen
        case .required(let chosen):
            text = chosen
        }
        guard (1...DeskLimits.keyCharacters).contains(text.unicodeScalars.count), !DisplayText.isSteering(text) else {
            throw Failure(.callInvalid, ["field": "key"])
        }
        return CallKey(principal: author.id, family: method, id: text)
    }
}
