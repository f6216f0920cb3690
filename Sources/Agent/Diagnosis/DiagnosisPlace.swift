import Foundation
import Primitives

/// Where one diagnosis lies on this machine until its time is over; only the agent's own user reads it.
struct DiagnosisPlace: Sendable {
    let path: String

    init(_ operation: OperationID, in home: AgentHome) {
        path = home.diagnosesPath + "/" + operation.description
    }

    /// Files of collectors as they came, with everything that must not leave; gone as soon as they are redacted.
    var raw: String { path + "/raw" }
    /// What a person looks at.
    var draft: String { path + "/draft" }
    /// What leaves, with its bundle's name in its directory.
    var bundle: String { path + "/bundle" }

    /// Makes the directories anew. Throws `agent.directory`.
    func prepare() throws {
        remove()
        for directory in [path, raw] {
            do {
                try FileManager.default.createDirectory(
                    atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw Failure(.agentDirectory, ["path": directory, "reason": "it cannot be made"], cause: error)
            }
        }
    }

    /// What is packed, while it is.
    var tree: String { path + "/tree" }

    /// Makes room for the bundle. Throws `agent.directory`.
    func prepareBundle() throws {
        removeTree()
        try? FileManager.default.removeItem(atPath: bundle)
        do {
            try FileManager.default.createDirectory(
                atPath: bundle, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.agentDirectory, ["path": bundle, "reason": "it cannot be made"], cause: error)
        }
    }

    func removeTree() {
        try? FileManager.default.removeItem(atPath: tree)
    }

    func removeRaw() {
        try? FileManager.default.removeItem(atPath: raw)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
