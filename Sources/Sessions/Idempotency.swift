package import Cryptography

/// What a call is recognised by when it comes again (design of trust, "Time, ids, replay"; H36).
package struct CallKey: Hashable, Sendable, Codable {
    /// The authenticated principal: a certificate's name, or the local person's uid.
    package let principal: String
    /// The method's family, such as `session` or `transfer`.
    package let family: String
    package let id: String

    package init(principal: String, family: String, id: String) {
        self.principal = principal
        self.family = family
        self.id = id
    }
}

/// Whether a call is new, the same again, or another one under a used id.
package enum Idempotency: Hashable, Sendable {
    /// Perform it, and store the digest with the answer.
    case new
    /// Give the stored answer; no second effect; note it.
    case same
    /// Refuse it.
    case conflict

    /// - Parameters:
    ///   - stored: digest of the signed bytes that came first under the same `CallKey`.
    ///   - found: digest of the bytes that came now.
    package static func judge(stored: Digest?, found: Digest) -> Idempotency {
        guard let stored else { return .new }
        return stored == found ? .same : .conflict
    }
}
