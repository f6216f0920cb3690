import DurableFiles
import Primitives
package import Updates

/// The release directory of a vendor: `metadata/` with what was published, `staged/` with what waits for signatures, `targets/` with payloads
/// and patches under the names that they are served by. Private keys are elsewhere (`ReleaseKeys`).
///
/// Everything here is public; a machine without network can hold a copy of it and sign.
package struct ReleaseWorkspace: Sendable {
    package let directory: String

    package init(_ directory: String) {
        self.directory = directory
    }

    var metadata: String { directory + "/metadata" }
    var staging: String { directory + "/staged" }
    var targets: String { directory + "/targets" }

    /// What waits for its signatures, else the newest version that was published; nil where there is none.
    ///
    /// Throws metadata.malformed, release.storage.
    package func current(_ role: String) throws -> SignedMetadata? {
        try staged(role) ?? published(role)
    }

    package func staged(_ role: String) throws -> SignedMetadata? {
        try read(staging + "/" + MetadataRole.fileName(role), role)
    }

    package func published(_ role: String) throws -> SignedMetadata? {
        guard let version = try publishedVersion(role) else { return nil }
        return try read(
            metadata + "/" + MetadataRole.fileName(role, version: role == MetadataRole.timestamp ? nil : version), role)
    }

    /// The newest version that was published.
    package func publishedVersion(_ role: String) throws -> Int64? {
        if role == MetadataRole.timestamp {
            return try read(metadata + "/timestamp.json", role).map { try ListedVersions($0.signed, type: role).header.version }
        }
        let suffix = "." + MetadataRole.fileName(role)
        return try Places.names(metadata).compactMap { name in
            name.hasSuffix(suffix) ? Int64(name.dropLast(suffix.count)) : nil
        }.max()
    }

    /// Roles that wait for signatures, root first.
    package func stagedRoles() throws -> [String] {
        let order = [MetadataRole.root, MetadataRole.targets]
        return try Places.names(staging).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted {
            (order.firstIndex(of: $0) ?? 2, $0) < (order.firstIndex(of: $1) ?? 2, $1)
        }
    }

    package func root() throws -> RootMetadata {
        guard let metadata = try current(MetadataRole.root) else { throw Failure(.releaseNoDirectory, ["path": directory]) }
        return try RootMetadata(metadata.signed)
    }

    package func targets(_ role: String) throws -> TargetsMetadata? {
        try current(role).map { try TargetsMetadata($0.signed, role: role) }
    }

    /// Stages the next version: one above what was published, without signatures where its content is another one than before.
    func stage(_ role: String, _ json: JSONValue) throws {
        var metadata = SignedMetadata(signed: json)
        if let before = try staged(role), before.signed == json { metadata.signatures = before.signatures }
        try write(metadata, role)
    }

    func write(_ metadata: SignedMetadata, _ role: String) throws {
        try Places.makeDirectory(staging)
        try Places.file(staging + "/" + MetadataRole.fileName(role)).replace(with: metadata.bytes, mode: 0o644)
    }

    func nextVersion(_ role: String) throws -> Int64 {
        (try publishedVersion(role) ?? 0) + 1
    }

    /// Whose signatures the role needs, by what is staged or published.
    package func keys(of role: String) throws -> RoleKeys {
        if MetadataRole.topLevel.contains(role) { return try root().keys(of: role) }
        guard let delegation = try targets(MetadataRole.targets)?.delegations.first(where: { $0.name == role }) else {
            throw Failure(.releaseAbsent, ["name": role])
        }
        return delegation.keys
    }

    private func read(_ path: String, _ role: String) throws -> SignedMetadata? {
        try Places.file(path).read(limit: MetadataRole.limit(of: role)).map { try SignedMetadata(parsing: $0, role: role) }
    }
}
