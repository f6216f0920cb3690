import Foundation
import Glibc
import Primitives

/// Where an agent keeps what is its own: key, certificate, the pinned vendor root, settings, database and control socket.
package struct AgentHome: Sendable, Hashable {
    /// Absolute.
    package let path: String

    package init(path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// `--state`, else HAMYAR_AGENT_STATE, else the system's place.
    package static let standardPath = "/var/lib/hamyar-agent"

    package init(state: String?, environment: [String: String]) {
        self.init(path: state ?? environment["HAMYAR_AGENT_STATE"].flatMap { $0.isEmpty ? nil : $0 } ?? Self.standardPath)
    }

    /// Made on this machine; it never leaves it.
    package var keyPath: String { path + "/agent.key" }
    package var certificatePath: String { path + "/agent.crt" }
    /// The vendor root's raw public key in hexadecimal: the one pin that everything chains to.
    package var rootPath: String { path + "/root.pub" }
    package var settingsPath: String { path + "/agent.json" }
    package var databasePath: String { path + "/agent.sqlite" }
    package var socketPath: String { path + "/control.sock" }
    /// Bundles of diagnoses that people here look at.
    package var diagnosesPath: String { path + "/diagnostics" }
    package var lockPath: String { path + "/agent.lock" }

    /// Makes the directory, readable by its owner alone. Throws `agent.directory`.
    package func create() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.agentDirectory, ["path": path, "reason": "it cannot be made"], cause: error)
        }
    }

    /// Where approvers have a group, it may pass through the directory to the socket; else nobody else may even enter.
    package func admit(group: UInt32?) throws {
        guard let group else { return try set(mode: 0o700) }
        guard chown(path, uid_t.max, gid_t(group)) == 0 else { throw failure() }
        try set(mode: 0o710)
    }

    private func set(mode: mode_t) throws {
        guard chmod(path, mode) == 0 else { throw failure() }
    }

    private func failure() -> Failure {
        Failure(.agentDirectory, ["path": path, "reason": String(cString: strerror(errno))])
    }
}
