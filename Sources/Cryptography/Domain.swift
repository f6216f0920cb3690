/// What kind and version of object a signature is for: `hamyar/<object>/<version>`.
///
/// It is part of what is signed, so that a signature made for one kind of object says nothing about another (H35).
package struct Domain: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// Longest domain in bytes.
    package static let lengthLimit = 64

    package let rawValue: String

    /// Parses a domain from outside; nil unless it is `hamyar/`, an object of `a-z` and `-`, and a version from 1 up.
    package init?(rawValue: String) {
        let parts = rawValue.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard rawValue.utf8.count <= Self.lengthLimit, parts.count == 3, parts[0].elementsEqual("hamyar".utf8),
            !parts[1].isEmpty, parts[1].allSatisfy({ (97...122).contains($0) || $0 == UInt8(ascii: "-") }),
            let first = parts[2].first, (49...57).contains(first), parts[2].allSatisfy({ (48...57).contains($0) })
        else { return nil }
        self.rawValue = rawValue
    }

    private init(object: StaticString) {
        rawValue = "hamyar/\(object)/1"
    }

    package var description: String { rawValue }

    /// A technician asks for a session on a machine.
    package static let request = Domain(object: "request")
    /// The relay says what a request is covered by and costs.
    package static let verdict = Domain(object: "verdict")
    /// The agent states what the customer allowed.
    package static let grant = Domain(object: "grant")
    /// The relay holds what the grant spends.
    package static let activation = Domain(object: "activation")
    /// A technician orders one piece of work under a grant.
    package static let operation = Domain(object: "operation")
    /// The agent states what an operation did.
    package static let outcome = Domain(object: "outcome")
    /// A technician ends a session.
    package static let end = Domain(object: "end")
    /// The customer refuses a request.
    package static let denial = Domain(object: "denial")
    /// The customer takes a grant back.
    package static let revocation = Domain(object: "revocation")
    /// The vendor root names the authorities and the relay's keys.
    package static let trustBundle = Domain(object: "trust-bundle")
    /// The technician authority's numbered list of revoked keys.
    package static let revocationList = Domain(object: "revocation-list")
    /// A new machine or technician proves that it holds its key.
    package static let enrolment = Domain(object: "enrolment")
    /// A machine asks for its next certificate.
    package static let renewal = Domain(object: "renewal")
    /// A customer's standing permission.
    package static let policy = Domain(object: "policy")
    /// The customer takes a standing permission back.
    package static let policyRevocation = Domain(object: "policy-revocation")
    /// The root of a log at one size.
    package static let checkpoint = Domain(object: "checkpoint")
}
