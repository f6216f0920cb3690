import Cryptography
import Primitives

/// A role that another role trusts with some paths.
package struct Delegation: Hashable, Sendable {
    package enum Paths: Hashable, Sendable {
        case patterns([String])
        /// Beginnings of the SHA-256 of a path, hexadecimal.
        case digests([String])
    }

    package let name: String
    package let keys: RoleKeys
    package let paths: Paths
    /// Whether roles after this one are not asked for these paths.
    package let terminating: Bool

    package init(name: String, keys: RoleKeys, patterns: [String], terminating: Bool) {
        self.name = name
        self.keys = keys
        self.paths = .patterns(patterns)
        self.terminating = terminating
    }

    /// Throws metadata.malformed.
    private init(_ value: JSONValue, known: [String: MetadataKey], role: String) throws(Failure) {
        guard let name = value["name"]?.text, !name.isEmpty, name.utf8.count <= UpdateLimits.maximumRoleName,
            !MetadataRole.topLevel.contains(name), let terminating = value["terminating"]?.truth
        else { throw .malformed(role, "delegation") }
        self.name = name
        self.terminating = terminating
        keys = try RoleKeys(value, known: known, role: role)
        switch (value["paths"], value["path_hash_prefixes"]) {
        case (let listed?, nil):
            let patterns = listed.elements?.compactMap(\.text) ?? []
            guard let count = listed.elements?.count, patterns.count == count,
                patterns.allSatisfy({ $0.utf8.count <= UpdateLimits.maximumTargetPath })
            else { throw .malformed(role, "paths of \(name)") }
            paths = .patterns(patterns)
        case (nil, let listed?):
            let prefixes = listed.elements?.compactMap(\.text) ?? []
            guard prefixes.count == listed.elements?.count else { throw .malformed(role, "path_hash_prefixes of \(name)") }
            paths = .digests(prefixes)
        default: throw .malformed(role, "paths of \(name)")
        }
    }

    /// Whether the path is one of those that this role is trusted with.
    package func covers(_ path: String) -> Bool {
        switch paths {
        case .patterns(let patterns): return patterns.contains { PathPattern.matches($0, path) }
        case .digests(let prefixes):
            let digest = Digest.of(path.utf8).description
            return prefixes.contains { digest.hasPrefix($0) }
        }
    }

    static func list(_ value: JSONValue, role: String) throws(Failure) -> [Delegation] {
        let known = try RoleKeys.known(value["keys"], role: role)
        guard let roles = value["roles"]?.elements else { throw .malformed(role, "delegations") }
        var list: [Delegation] = []
        for item in roles {
            let delegation = try Delegation(item, known: known, role: role)
            guard !list.contains(where: { $0.name == delegation.name }) else { throw .malformed(role, "delegation twice") }
            list.append(delegation)
        }
        return list
    }

    static func json(_ list: [Delegation]) -> JSONValue {
        let keys = list.flatMap(\.keys.keys).map { ($0.id, $0.json) }
        let roles = list.map { delegation in
            var value = delegation.keys.json.members ?? [:]
            value["name"] = .string(delegation.name)
            value["terminating"] = .boolean(delegation.terminating)
            switch delegation.paths {
            case .patterns(let patterns): value["paths"] = .array(patterns.map { .string($0) })
            case .digests(let prefixes): value["path_hash_prefixes"] = .array(prefixes.map { .string($0) })
            }
            return JSONValue.object(value)
        }
        return ["keys": .object(Dictionary(keys) { first, _ in first }), "roles": .array(roles)]
    }
}
