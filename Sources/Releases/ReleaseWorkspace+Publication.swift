package import Cryptography
import Primitives
import Updates

extension ReleaseWorkspace {
    /// What a relay or a mirror must have to serve the newest snapshot.
    package struct Publication: Hashable, Sendable {
        package struct File: Hashable, Sendable {
            /// In the release directory.
            package let path: String
            /// Of metadata: under which it is served. Of a target: its path in the repository.
            package let name: String
            /// Of a target, as it was signed.
            package let digest: Digest?
        }

        package let snapshot: Int64
        /// Names that never change their content; not timestamp, which the relay signs itself.
        package let metadata: [File]
        package let targets: [File]
    }

    /// Throws release.absent where nothing was published here, or a file of it is missing.
    package func publication() throws -> Publication {
        guard let snapshot = try published(MetadataRole.snapshot), let version = try publishedVersion(MetadataRole.snapshot)
        else {
            throw Failure(.releaseAbsent, ["name": directory + "/metadata/1.snapshot.json"])
        }
        var names = try Places.names(metadata).filter { name in
            name.hasSuffix(".root.json") && Int64(name.dropLast(10)) != nil
        }
        names.append(MetadataRole.fileName(MetadataRole.snapshot, version: version))
        var targets: [Publication.File] = []
        for (role, entry) in try ListedVersions(snapshot.signed, type: MetadataRole.snapshot).entries {
            names.append(MetadataRole.fileName(role, version: entry.version))
            guard let signed = try published(role) else { throw Failure(.releaseAbsent, ["name": role]) }
            for (path, target) in try TargetsMetadata(signed.signed, role: role).targets {
                targets.append(
                    Publication.File(
                        path: self.targets + "/" + Self.servedPath(path, target.file), name: path, digest: target.file.sha256))
            }
        }
        return Publication(
            snapshot: version,
            metadata: names.sorted().map { Publication.File(path: metadata + "/" + $0, name: $0, digest: nil) },
            targets: targets.sorted { $0.name < $1.name })
    }
}
