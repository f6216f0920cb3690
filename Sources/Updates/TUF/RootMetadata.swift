package import Primitives

/// The keys of the top-level roles.
package struct RootMetadata: Hashable, Sendable {
    package let header: MetadataHeader
    /// Whether metadata and targets have names that never change content.
    package let consistentSnapshot: Bool
    /// All four top-level roles.
    package let roles: [String: RoleKeys]

    package init(header: MetadataHeader, roles: [String: RoleKeys]) {
        self.header = header
        self.roles = roles
        consistentSnapshot = true
    }

    /// Throws metadata.malformed.
    package init(_ signed: JSONValue) throws(Failure) {
        header = try MetadataHeader(signed, type: MetadataRole.root, role: MetadataRole.root)
        let known = try RoleKeys.known(signed["keys"], role: MetadataRole.root)
        var roles: [String: RoleKeys] = [:]
        for role in MetadataRole.topLevel {
            guard let value = signed["roles"]?[role] else { throw .malformed(MetadataRole.root, "no role \(role)") }
            roles[role] = try RoleKeys(value, known: known, role: MetadataRole.root)
        }
        self.roles = roles
        consistentSnapshot = signed["consistent_snapshot"]?.truth ?? false
    }

    /// Throws metadata.malformed for a name that is no top-level role.
    package func keys(of role: String) throws(Failure) -> RoleKeys {
        guard let keys = roles[role] else { throw .malformed(MetadataRole.root, "no role \(role)") }
        return keys
    }

    /// Whether a key that could sign for one of the roles no longer can, so that what it signed must not bind us (fast-forward recovery, 5.3.11).
    package func rotatesOnlineKeys(from older: RootMetadata) -> Bool {
        [MetadataRole.timestamp, MetadataRole.snapshot].contains { role in
            !Set(older.roles[role]?.keyIDs ?? []).subtracting(roles[role]?.keyIDs ?? []).isEmpty
        }
    }

    package var json: JSONValue {
        var signed = header.json(MetadataRole.root)
        let keys = roles.values.flatMap(\.keys).map { ($0.id, $0.json) }
        signed["keys"] = .object(Dictionary(keys) { first, _ in first })
        signed["roles"] = .object(roles.mapValues(\.json))
        signed["consistent_snapshot"] = .boolean(consistentSnapshot)
        return .object(signed)
    }
}
