package import Primitives

/// The `meta` of timestamp and snapshot: which version of which file is the current one.
package struct ListedVersions: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let version: Int64
        package let file: FileDescription

        package init(version: Int64, file: FileDescription) {
            self.version = version
            self.file = file
        }
    }

    package let header: MetadataHeader
    /// By role.
    package let entries: [String: Entry]
    private let type: String

    package init(_ type: String, header: MetadataHeader, entries: [String: Entry]) {
        self.type = type
        self.header = header
        self.entries = entries
    }

    /// - Parameter type: timestamp, which lists snapshot alone, or snapshot, which lists targets at least.
    ///
    /// Throws metadata.malformed.
    package init(_ signed: JSONValue, type: String) throws(Failure) {
        header = try MetadataHeader(signed, type: type, role: type)
        self.type = type
        guard let members = signed["meta"]?.members else { throw .malformed(type, "meta") }
        var entries: [String: Entry] = [:]
        for (name, value) in members {
            guard name.hasSuffix(".json"), let version = value["version"]?.integer, version >= 1 else {
                throw .malformed(type, "meta of \(name)")
            }
            entries[String(name.dropLast(5))] = Entry(version: version, file: try FileDescription(value, role: type))
        }
        let needed = type == MetadataRole.timestamp ? MetadataRole.snapshot : MetadataRole.targets
        guard entries[needed] != nil, type != MetadataRole.timestamp || entries.count == 1 else { throw .malformed(type, "meta") }
        self.entries = entries
    }

    package var json: JSONValue {
        var signed = header.json(type)
        let meta = entries.map { role, entry in
            (role + ".json", JSONValue.object(entry.file.json.merging(["version": .number(entry.version)]) { first, _ in first }))
        }
        signed["meta"] = .object(Dictionary(meta) { first, _ in first })
        return .object(signed)
    }
}
