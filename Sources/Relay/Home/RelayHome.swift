import Authorities
import Foundation
import Glibc
import Primitives

/// Where a relay keeps what is its own: `DIR/relay.sqlite` and `DIR/keys/`.
///
/// The vendor's offline keys are never here (design of trust, "Keys"); see `AuthorityDirectory`.
package struct RelayHome: Sendable {
    package let path: String

    package init(path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    package var databasePath: String { path + "/relay.sqlite" }
    var keys: String { path + "/keys" }

    func key(_ name: KeyName) -> String { "\(keys)/\(name.rawValue).key" }
    func certificate(_ name: KeyName) -> String { "\(keys)/\(name.rawValue).crt" }

    /// The keys that live at the relay (design of trust, "Keys").
    enum KeyName: String, CaseIterable {
        case relayAuthority = "relay-authority"
        case agentAuthority = "agent-authority"
        case relay = "relay"
        case relaySigning = "relay-signing"
        case log = "log"
        case sealing = "sealing"
        case timestamp = "timestamp"
    }

    /// Makes the directories with mode 0700. Throws `relay.exists` where a relay lives already.
    func create() throws {
        guard access(databasePath, F_OK) != 0 else { throw Failure(.relayExists, ["path": path]) }
        do {
            for directory in [path, keys] {
                try FileManager.default.createDirectory(
                    atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
        } catch {
            throw Failure(.relayDirectory, ["path": path], cause: error)
        }
    }

    /// Throws `relay.not-initialised` where no `init` was run.
    func require() throws {
        guard access(databasePath, F_OK) == 0 else { throw Failure(.relayNotInitialised, ["path": path]) }
    }

    /// Throws `relay.holds-offline-keys` when keys that belong offline lie here, wherever below the directory: a relay that
    /// is taken over must not be able to make technicians.
    func refuseOfflineKeys() throws {
        guard let walk = FileManager.default.enumerator(atPath: path) else { return }
        for case let file as String in walk where AuthorityDirectory.secretNames.contains((file as NSString).lastPathComponent) {
            throw Failure(.relayHoldsOfflineKeys, ["path": path + "/" + file])
        }
    }
}
