import AuditStorage
import Cryptography
import Entitlement
import Primitives
import Storage
import Synchronization

/// A bounded map from digests of canonical JSON to what it means. When it is full it starts anew.
final class DigestCache<Value: Decodable & Sendable>: Sendable {
    private let limit: Int
    private let values = Mutex<[Digest: Value]>([:])

    init(limit: Int) {
        self.limit = limit
    }

    /// The value of this text.
    func value(of text: String) throws -> Value {
        try value(digest: nil) { text }
    }

    /// The value whose text has this digest; the text is asked for when the value is not known yet.
    ///
    /// Throws `storage.corrupt` where the text has another digest or means nothing.
    func value(digest: Digest?, text: () throws -> String) throws -> Value {
        if let digest, let known = values.withLock({ $0[digest] }) { return known }
        let content = try text()
        let found = Digest.of(content.utf8)
        guard digest == nil || digest == found else {
            throw Failure(.storageCorrupt, ["detail": "a stored \(Value.self) has not its digest"])
        }
        if let known = values.withLock({ $0[found] }) { return known }
        let value: Value
        do {
            value = try CanonicalJSON.decode(Value.self, from: content)
        } catch let error as DecodingError {
            throw Failure(.storageCorrupt, ["detail": "a stored text is no \(Value.self)"], cause: error)
        }
        values.withLock { values in
            if values.count >= limit { values.removeAll(keepingCapacity: true) }
            values[found] = value
        }
        return value
    }
}
