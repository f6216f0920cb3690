import Primitives

/// Whose signatures a role needs.
package struct RoleKeys: Hashable, Sendable {
    package let keyIDs: [String]
    package let threshold: Int
    /// Those of `keyIDs` that the delegator knows.
    package let keys: [MetadataKey]

    package init(_ keys: [MetadataKey], threshold: Int) {
        keyIDs = keys.map(\.id)
        self.keys = keys
        self.threshold = threshold
    }

    /// Throws metadata.malformed: also for a key that is named twice, and a threshold below 1.
    init(_ value: JSONValue, known: [String: MetadataKey], role: String) throws(Failure) {
        guard let ids = value["keyids"]?.elements, let threshold = value["threshold"]?.integer, threshold >= 1 else {
            throw .malformed(role, "keys of a role")
        }
        let names = ids.compactMap(\.text)
        guard names.count == ids.count, names.count <= UpdateLimits.maximumKeys, Set(names).count == names.count else {
            throw .malformed(role, "keyids")
        }
        keyIDs = names
        self.threshold = Int(clamping: threshold)
        keys = names.compactMap { known[$0] }
    }

    package var json: JSONValue {
        ["keyids": .array(keyIDs.map { .string($0) }), "threshold": .number(Int64(threshold))]
    }

    /// The `keys` object of root and of delegations.
    static func known(_ value: JSONValue?, role: String) throws(Failure) -> [String: MetadataKey] {
        guard let members = value?.members else { throw .malformed(role, "keys") }
        var keys: [String: MetadataKey] = [:]
        for (id, key) in members { keys[id] = try MetadataKey(id: id, key, role: role) }
        return keys
    }
}

extension Failure {
    static func malformed(_ role: String, _ reason: String) -> Failure {
        Failure(.metadataMalformed, ["role": role, "reason": reason])
    }
}
