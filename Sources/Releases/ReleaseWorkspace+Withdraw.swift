import Cryptography
import DurableFiles
package import Primitives
package import Updates

/// What machines may have fetched is not forgotten: `withdrawn.json` keeps versions that were published and taken out, with the digest of
/// their trees or contents, so that no other one ever goes by the same number.
extension ReleaseWorkspace {
    /// Takes a version out of its role: machines that fetched it drop it at their next refresh; those that installed it are listed by
    /// the relay.
    ///
    /// - Parameter subject: a product, `scripts/NAME` or `diagnostics/PRODUCT`.
    /// - Returns: the paths that were taken out; none where it was done before.
    package func withdraw(_ subject: String, _ version: ReleaseVersion, now: Timestamp) throws -> [String] {
        let role = Self.role(of: subject)
        guard let before = try targets(role) else { throw Failure(.releaseAbsent, ["name": subject]) }
        let gone = try before.targets.filter { try Self.labels($1, $0, subject)?.version == version }
        guard !gone.isEmpty else { return [] }
        // First: a version that is out of its role is remembered.
        var withdrawn = try self.withdrawn()
        for path in try publishedPaths(subject, version) {
            if let target = gone[path], let labels = try Self.labels(target, path, subject) { withdrawn.insert(labels) }
        }
        try write(withdrawn)
        try stage(role, before.targets.filter { gone[$0.key] == nil }, now)
        return gone.keys.sorted()
    }

    /// Paths of a version as they were published last.
    package func publishedPaths(_ subject: String, _ version: ReleaseVersion) throws -> [String] {
        let role = Self.role(of: subject)
        guard let before = try published(role) else { return [] }
        return try TargetsMetadata(before.signed, role: role).targets.filter { path, target in
            try Self.labels(target, path, subject)?.version == version
        }.keys.sorted()
    }

    /// Throws release.version-withdrawn where another content had this version.
    func requireNew(_ subject: String, _ version: ReleaseVersion, _ platform: String, _ content: Digest) throws {
        for old in try withdrawn()
        where old.subject == subject && old.version == version && old.platform == platform && old.content != content {
            throw Failure(.releaseVersionWithdrawn, ["name": subject, "version": version.description])
        }
    }

    private static func role(of subject: String) -> String { subject.contains("/") ? ScriptPath.role : subject }

    /// nil for one of another subject. Patches are of the version that they lead to.
    private static func labels(_ target: TargetsMetadata.Target, _ path: String, _ subject: String) throws -> Withdrawn? {
        guard path.hasPrefix(subject + "/") else { return nil }
        if subject.contains("/") {
            guard let digest = target.file.sha256 else { return nil }
            let version =
                switch try description(target, path) {
                case .script(let script): script.version
                case .diagnostics(let diagnostics): diagnostics.version
                }
            return Withdrawn(subject: subject, version: version, platform: "", content: digest)
        }
        let release = try ReleaseDescription(target.custom, of: path)
        return Withdrawn(
            subject: subject, version: release.version, platform: release.platform, content: release.tree.digest)
    }

    private struct Withdrawn: Hashable {
        let subject: String
        let version: ReleaseVersion
        let platform: String
        let content: Digest

        init(subject: String, version: ReleaseVersion, platform: String, content: Digest) {
            self.subject = subject
            self.version = version
            self.platform = platform
            self.content = content
        }

        init?(_ value: JSONValue) {
            guard let subject = value["name"]?.text, let version = value["version"]?.text.flatMap({ ReleaseVersion($0) }),
                let platform = value["platform"]?.text,
                let content = value["sha256"]?.text.flatMap({ Digest(hexadecimal: $0) })
            else { return nil }
            self.init(subject: subject, version: version, platform: platform, content: content)
        }

        var json: JSONValue {
            [
                "name": .string(subject), "version": .string(version.description), "platform": .string(platform),
                "sha256": .string(content.description),
            ]
        }
    }

    private var withdrawnFile: String { directory + "/withdrawn.json" }

    private func withdrawn() throws -> Set<Withdrawn> {
        guard let bytes = try Places.file(withdrawnFile).read(limit: UpdateLimits.maximumTargets) else { return [] }
        let values = try JSONReader.read(bytes).elements ?? []
        let list = values.compactMap { Withdrawn($0) }
        guard list.count == values.count else {
            throw Failure(.releaseStorage, ["path": withdrawnFile, "reason": "malformed"])
        }
        return Set(list)
    }

    private func write(_ withdrawn: Set<Withdrawn>) throws {
        guard !withdrawn.isEmpty else { return }
        let lines = withdrawn.map { CanonicalJSON.encode($0.json) }.sorted { $0.lexicographicallyPrecedes($1) }
        let text = "[" + lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",\n") + "]\n"
        try Places.file(withdrawnFile).replace(with: Array(text.utf8), mode: 0o644)
    }
}
