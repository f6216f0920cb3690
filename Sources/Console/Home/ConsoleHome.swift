import Foundation
import Glibc
import Primitives

/// Where a technician's computer keeps what is its own: key, certificate, the pinned root and bundle, pins of machines and
/// logs, operations that are not finished.
package struct ConsoleHome: Sendable, Hashable {
    /// Absolute.
    package let path: String

    package init(path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// `--state`, else HAMYAR_STATE, else the user's own place (XDG base directories).
    package init(state: String?, environment: [String: String]) {
        let named = [state, environment["HAMYAR_STATE"]].lazy.compactMap { $0 }.first { !$0.isEmpty }
        let base = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        self.init(path: named ?? (base ?? (environment["HOME"] ?? ".") + "/.local/state") + "/hamyar")
    }

    package var keyPath: String { path + "/technician.key" }
    package var certificatePath: String { path + "/technician.crt" }
    /// The vendor root's raw public key in hexadecimal.
    package var rootPath: String { path + "/root.pub" }
    package var settingsPath: String { path + "/console.json" }
    /// The highest trust bundle accepted: protobuf bytes of `Envelope`.
    var bundlePath: String { path + "/bundle" }
    /// The highest revocation list accepted: protobuf bytes of `Signed`.
    var revocationsPath: String { path + "/revocations" }
    /// The highest checkpoint of the relay's log.
    var checkpointPath: String { path + "/checkpoint.json" }
    /// One file for each machine whose key was seen.
    var pinsPath: String { path + "/machines" }
    /// One file for each operation without a verified outcome.
    var operationsPath: String { path + "/operations" }
    /// What is trusted of releases: root and high-water marks.
    var releaseTrustPath: String { path + "/release-trust" }
    var lockPath: String { path + "/lock" }

    /// Makes the directory and those in it, for their owner alone. Throws `console.directory`.
    package func create() throws {
        for directory in [path, pinsPath, operationsPath] {
            do {
                try FileManager.default.createDirectory(
                    atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw Failure(.consoleDirectory, ["path": directory, "reason": "it cannot be made"], cause: error)
            }
        }
        guard chmod(path, 0o700) == 0 else {
            throw Failure(.consoleDirectory, ["path": path, "reason": String(cString: strerror(errno))])
        }
    }
}
