import AuditStorage
import Cryptography
import Primitives
import RelayStorage
import Sessions
import Storage
import SwiftProtobuf
import Transport

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

    /// Of the method and what was said; maps in the order of their keys, so that the same content is the same digest.
    static func digest(_ request: some Message, method: String) throws -> Digest {
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
