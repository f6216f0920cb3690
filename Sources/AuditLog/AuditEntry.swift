package import Cryptography
package import Primitives

/// One entry of a log. Its leaf stands for ever; its payload and salt can be erased (personal data) and the leaf still verifies.
package struct AuditEntry: Hashable, Sendable {
    /// 128 bits, so that nobody guesses an erased payload from its digest.
    package static let saltBytes = 16
    /// Characters of a kind.
    package static let kindBytes = 64
    /// Typed ids of one entry.
    package static let idLimit = 16
    /// Bytes of one id's name or value.
    package static let idBytes = 256
    /// A payload is at most a signed object and its certificate; larger things are named by digest.
    package static let payloadBytes = 1 << 21

    package let epoch: UInt32
    package let index: UInt64
    package let time: Timestamp
    package let kind: AuditKind
    /// Such as `session`: `ses_…`.
    package let ids: [String: String]
    /// SHA-256(salt ‖ payload).
    package let payloadDigest: Digest
    /// nil where it was erased.
    package private(set) var content: Content?

    package struct Content: Hashable, Sendable {
        package let salt: [UInt8]
        package let payload: [UInt8]

        package init(salt: [UInt8], payload: [UInt8]) {
            self.salt = salt
            self.payload = payload
        }

        package var digest: Digest { Digest.of(salt + payload) }
    }

    /// A new entry.
    /// - Throws: `audit.field` when something is over its limit.
    package init(
        epoch: UInt32, index: UInt64, time: Timestamp, kind: AuditKind, ids: [String: String] = [:], payload: [UInt8],
        salt: [UInt8]
    ) throws(Failure) {
        guard salt.count == Self.saltBytes else { throw Failure(.auditField, ["field": "salt"]) }
        guard payload.count <= Self.payloadBytes else { throw Failure(.auditField, ["field": "payload"]) }
        guard (1...Self.kindBytes).contains(kind.rawValue.utf8.count) else { throw Failure(.auditField, ["field": "kind"]) }
        let fits = ids.allSatisfy { $0.key.utf8.count <= Self.idBytes && $0.value.utf8.count <= Self.idBytes }
        guard ids.count <= Self.idLimit, fits else { throw Failure(.auditField, ["field": "ids"]) }
        let content = Content(salt: salt, payload: payload)
        self.init(
            epoch: epoch, index: index, time: time, kind: kind, ids: ids, payloadDigest: content.digest, content: content)
    }

    /// An entry as it was stored or received: nothing is checked, `LogVerifier` does.
    package init(
        epoch: UInt32, index: UInt64, time: Timestamp, kind: AuditKind, ids: [String: String], payloadDigest: Digest,
        content: Content?
    ) {
        self.epoch = epoch
        self.index = index
        self.time = time
        self.kind = kind
        self.ids = ids
        self.payloadDigest = payloadDigest
        self.content = content
    }

    /// The same entry without payload and salt; its leaf is the same.
    package func erased() -> AuditEntry {
        var copy = self
        copy.content = nil
        return copy
    }

    /// The leaf's hash: SHA-256(0x00 ‖ leaf input), RFC 6962 section 2.1.
    package var leaf: Digest {
        MerkleTree.leaf(LeafInput.encode(self))
    }
}
