import Cryptography
import DurableFiles
import Primitives
package import Sentences
import Updates

/// The root that trust in releases begins with.
package struct ReleaseTrust: Encodable, Sendable {
    /// SHA-256 of the root's file.
    let sha256: String

    /// Throws `file.absent`, the codes of `metadata`, `update.root-known`, `agent.not-enrolled`.
    package static func begin(_ path: String, at home: AgentHome) throws -> ReleaseTrust {
        _ = try AgentSettings.load(from: home)
        guard let root = try DurableFile(path, failing: .metadataUnreachable).read(limit: UpdateLimits.maximumRoot) else {
            throw Failure(.metadataAbsent, ["name": path])
        }
        try ReleaseBook.trust(root, in: UpdateSpool(home))
        return ReleaseTrust(sha256: Digest.of(root).description)
    }

    package func text(in language: Language) -> String {
        language.word(.releasesTrusted) + " " + Isolation.isolate(sha256, in: language)
    }
}
