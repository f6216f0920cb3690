package import Primitives

/// What a targets role lists, and to whom it delegates.
package struct TargetsMetadata: Hashable, Sendable {
    package struct Target: Hashable, Sendable {
        package let file: FileDescription
        /// What the signer says about it; typed by `ReleaseDescription`.
        package let custom: JSONValue?

        package init(file: FileDescription, custom: JSONValue?) {
            self.file = file
            self.custom = custom
        }
    }

    package let header: MetadataHeader
    /// By path.
    package let targets: [String: Target]
    package let delegations: [Delegation]

    package init(header: MetadataHeader, targets: [String: Target] = [:], delegations: [Delegation] = []) {
        self.header = header
        self.targets = targets
        self.delegations = delegations
    }

    /// Throws metadata.malformed.
    package init(_ signed: JSONValue, role: String) throws(Failure) {
        header = try MetadataHeader(signed, type: MetadataRole.targets, role: role)
        guard let members = signed["targets"]?.members else { throw .malformed(role, "targets") }
        var targets: [String: Target] = [:]
        for (path, value) in members {
            let file = try FileDescription(value, role: role)
            guard !path.isEmpty, path.utf8.count <= UpdateLimits.maximumTargetPath, file.length != nil, !file.hashes.isEmpty
            else {
                throw .malformed(role, "target \(path)")
            }
            targets[path] = Target(file: file, custom: value["custom"])
        }
        self.targets = targets
        delegations = try signed["delegations"].map { value throws(Failure) in try Delegation.list(value, role: role) } ?? []
    }

    package var json: JSONValue {
        var signed = header.json(MetadataRole.targets)
        signed["targets"] = .object(
            targets.mapValues { target in
                var value = target.file.json
                if let custom = target.custom { value["custom"] = custom }
                return .object(value)
            })
        if !delegations.isEmpty { signed["delegations"] = Delegation.json(delegations) }
        return .object(signed)
    }
}
