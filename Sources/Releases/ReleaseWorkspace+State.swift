package import Primitives
package import Updates

extension ReleaseWorkspace {
    /// Where a role stands.
    package struct RoleState: Hashable, Sendable {
        package let role: String
        package let version: Int64
        package let expires: Timestamp
        /// Waits for signatures, or to be published.
        package let isStaged: Bool
        package let threshold: Int
        /// Public keys in hexadecimal.
        package let keys: [String]
        /// Signatures that count.
        package let signed: Int
    }

    /// A target as its role lists it.
    package struct Listed: Hashable, Sendable {
        package let path: String
        package let description: ReleaseDescription
        package let file: FileDescription
        /// Not published yet.
        package let isStaged: Bool
    }

    /// Products that there are keys for.
    package func products() throws -> [String] {
        try delegates().filter { $0 != ScriptPath.role }
    }

    /// Roles that there are keys for, but the top-level ones.
    func delegates() throws -> [String] {
        try targets(MetadataRole.targets)?.delegations.map(\.name).sorted() ?? []
    }

    /// All roles, root first; timestamp where it is signed here.
    ///
    /// Throws release.absent, release.storage, the codes of `metadata`.
    package func roles() throws -> [RoleState] {
        _ = try root()
        let signing = Dictionary(try signing().map { ($0.role, $0) }) { first, _ in first }
        return try ([MetadataRole.root, MetadataRole.targets] + delegates() + [MetadataRole.snapshot, MetadataRole.timestamp])
            .compactMap { role in
                guard let metadata = try current(role) else { return nil }
                let keys = try keys(of: role)
                let header = try header(metadata, role)
                return RoleState(
                    role: role, version: header.version, expires: header.expires, isStaged: signing[role] != nil,
                    threshold: signing[role]?.threshold ?? keys.threshold, keys: keys.keys.map(\.value),
                    signed: signing[role]?.signed ?? metadata.signers(of: keys, Ed25519Scheme()))
            }
    }

    private func header(_ metadata: SignedMetadata, _ role: String) throws -> MetadataHeader {
        switch role {
        case MetadataRole.root: try RootMetadata(metadata.signed).header
        case MetadataRole.snapshot, MetadataRole.timestamp: try ListedVersions(metadata.signed, type: role).header
        default: try TargetsMetadata(metadata.signed, role: role).header
        }
    }

    /// What a product's role lists, or all of them: in the order of versions, the payload of each before its patches.
    ///
    /// Throws release.absent for a product that there is not.
    package func listed(_ product: String? = nil) throws -> [Listed] {
        _ = try root()
        return try (product.map { [$0] } ?? products()).flatMap { product in
            guard let role = try targets(product) else { throw Failure(.releaseAbsent, ["name": product]) }
            let published = try published(product).map { try TargetsMetadata($0.signed, role: product).targets } ?? [:]
            return try role.targets.map { path, target in
                Listed(
                    path: path, description: try ReleaseDescription(target.custom, of: path), file: target.file,
                    isStaged: published[path] != target)
            }.sorted {
                ($0.description.version, $0.isPatch ? 1 : 0, $0.path) < ($1.description.version, $1.isPatch ? 1 : 0, $1.path)
            }
        }
    }
}

extension ReleaseWorkspace.Listed {
    package var isPatch: Bool {
        if case .patch = description.kind { true } else { false }
    }
}
