import Cryptography
import Primitives
import RelayStorage
import Updates

/// Targets and the roles that it delegates to, one after the other in the order in which a client asks them.
struct ReleaseRoles {
    let verification: ReleaseVerification
    private var trusted: TrustedMetadata
    private(set) var new: NewRelease
    private var seen: Set<String> = []
    private var paths: Set<String> = []

    init(verification: ReleaseVerification, trusted: TrustedMetadata, new: NewRelease) {
        self.verification = verification
        self.trusted = trusted
        self.new = new
    }

    /// - Parameter delegations: on the way here; each must cover a target's path, or no client would see it.
    ///
    /// Throws as `ReleaseVerification.verify` does.
    mutating func visit(_ role: String, from delegator: String, covering delegations: [Delegation]) throws {
        guard delegations.count <= UpdateLimits.maximumDelegations, seen.count < ReleaseLimits.roles else {
            throw Failure(.metadataTooLarge, ["role": role, "limit": String(ReleaseLimits.roles)])
        }
        let version = try trusted.listedTargets(role).version
        let (bytes, digest) = try verification.file(role, version)
        // A role that two others delegate to is verified for both.
        let targets = try trusted.updateTargets(bytes, role: role, delegator: delegator)
        guard seen.insert(role).inserted else { return }
        new.metadata.append(
            PublishedMetadata(
                name: MetadataRole.fileName(role, version: version), digest: digest, role: role, version: version,
                expires: targets.header.expires))
        for (path, target) in targets.targets where delegations.allSatisfy({ $0.covers(path) }) {
            try add(path, target, role)
        }
        for delegation in targets.delegations {
            try visit(delegation.name, from: role, covering: delegations + [delegation])
        }
    }

    private mutating func add(_ path: String, _ target: TargetsMetadata.Target, _ role: String) throws {
        guard paths.insert(path).inserted else { return }
        guard paths.count <= ReleaseLimits.targets else {
            throw Failure(.metadataTooLarge, ["role": role, "limit": String(ReleaseLimits.targets)])
        }
        guard let digest = target.file.sha256, let length = target.file.length else {
            throw Failure(.metadataMalformed, ["role": role, "reason": "no sha256 of \(path)"])
        }
        guard try verification.size(digest) == length else { throw Failure(.releaseIncomplete, ["name": path]) }
        new.listed.append(
            ReleasedTarget(path: path, digest: digest, size: length, role: role, words: Self.words(target.custom, of: path)))
    }

    private static func words(_ custom: JSONValue?, of path: String) -> ReleasedTarget.Words {
        func word(_ key: String) -> String {
            guard let text = custom?[key]?.text, text.count <= ReleaseLimits.wordCharacters, !text.utf8.contains(0) else {
                return ""
            }
            return text
        }
        var words = ReleasedTarget.Words()
        // Scripts and declarations of diagnostics have versions of their own: they are listed as what they are, and no machine's product.
        let first = path.prefix { $0 != "/" }
        words.product =
            first == ScriptPath.role || first == ScriptPath.diagnostics
            ? path.split(separator: "/").prefix(2).joined(separator: "/") : word("product")
        words.version = word("version")
        words.platform = word("platform")
        words.kind = word("kind")
        words.forVersion = word("for_version")
        words.from = word("from")
        words.released = word("released")
        return words
    }
}
