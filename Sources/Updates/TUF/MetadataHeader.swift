package import Primitives

/// What metadata of every role begins with.
package struct MetadataHeader: Hashable, Sendable {
    /// The specification's version that we write; every 1.x is read.
    package static let specification = "1.0.31"

    package let version: Int64
    package let expires: Timestamp

    package init(version: Int64, expires: Timestamp) {
        self.version = version
        self.expires = expires
    }

    /// Throws metadata.malformed.
    init(_ signed: JSONValue, type: String, role: String) throws(Failure) {
        guard signed["_type"]?.text == type else { throw .malformed(role, "_type") }
        guard let specification = signed["spec_version"]?.text, specification.hasPrefix("1.") else {
            throw .malformed(role, "spec_version")
        }
        guard let version = signed["version"]?.integer, version >= 1 else { throw .malformed(role, "version") }
        guard let expires = signed["expires"]?.text.flatMap(MetadataTime.parse) else { throw .malformed(role, "expires") }
        self.version = version
        self.expires = expires
    }

    func json(_ type: String) -> [String: JSONValue] {
        [
            "_type": .string(type), "spec_version": .string(Self.specification), "version": .number(version),
            "expires": .string(MetadataTime.text(expires)),
        ]
    }

    /// Throws metadata.expired.
    package func requireFresh(_ role: String, at now: Timestamp) throws(Failure) {
        guard now < expires else {
            throw Failure(.metadataExpired, ["role": role, "expires": String(expires.milliseconds)])
        }
    }
}
