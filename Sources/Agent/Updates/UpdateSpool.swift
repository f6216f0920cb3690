import Foundation
import Primitives

/// Where the agent keeps what it knows and fetched of releases. The installer, which is root, reads `metadata` and `targets` and
/// believes none of it.
package struct UpdateSpool: Sendable {
    /// Absolute.
    package let path: String

    package init(_ home: AgentHome) {
        path = home.path + "/updates"
    }

    /// The agent's own trust: its root and high-water marks.
    package var trust: String { path + "/trust" }
    /// Metadata under the repository's names.
    package var metadata: String { path + "/metadata" }
    /// Targets under their SHA-256.
    package var targets: String { path + "/targets" }

    /// Throws `update.spool`.
    package func make() throws {
        for directory in [path, metadata, targets] {
            do {
                try FileManager.default.createDirectory(
                    atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw Failure(.updateSpool, ["path": directory, "reason": "it cannot be made"], cause: error)
            }
        }
    }
}
