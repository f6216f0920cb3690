import Cryptography
import Primitives
import Releases
import Updates

/// Who signs what.
extension ReleasePlace {
    /// Begins a release directory. What is not given is made here: three keys for root, of which two must sign, one for targets and one for
    /// snapshot.
    ///
    /// - Parameters:
    ///   - timestamp: the relay's public key; nil: the relay is asked.
    ///   - root: public keys of those who sign root.
    /// - Throws: `console.argument`, the codes of `key`, `release` and of connections.
    package func begin(
        timestamp: String?, root: [String], threshold: Int?, asking relay: () async throws -> ReleaseListOutput
    ) async throws -> ReleaseRolesOutput {
        let key: String
        if let timestamp { key = timestamp } else { key = try await relay().timestampKey }
        guard !key.isEmpty else {
            throw Failure.typed("", "--timestamp-key", forms: "the relay has none yet: hamyar-relay releases init makes it")
        }
        let others = try root.map { try ReleaseKeyText.parse($0, option: "--root-key", keys) }
        try workspace.begin(
            keys: keys, root: others.isEmpty ? nil : RoleKeys(others, threshold: threshold ?? max(others.count - 1, 1)),
            timestamp: try ReleaseKeyText.parse(key, option: "--timestamp-key", keys), now: now)
        return try report()
    }

    /// A new key in a file, for somebody who signs.
    ///
    /// - Parameter passphrase: that opens it; nil: none is needed.
    /// - Throws: the codes of `key`.
    package static func newKey(_ path: String, passphrase: String?) throws -> ReleaseKeyOutput {
        let path = LocalPath.absolute(path)
        return ReleaseKeyOutput(file: path, key: try ReleaseKeys.make(file: path, passphrase: passphrase).value)
    }

    /// The first line of a file that only its owner can read. Throws the codes of `key`.
    package static func passphrase(inFile path: String) throws -> String {
        try PassphraseFile.read(LocalPath.absolute(path))
    }

    /// Gives a role more keys; begins a product.
    ///
    /// Throws `release.threshold`, `console.argument`, the codes of `key` and `metadata`.
    package func add(_ words: [String], to role: String, threshold: Int?) throws -> ReleaseRolesOutput {
        try workspace.add(
            words.map { try ReleaseKeyText.parse($0, option: "KEY", self.keys) }, threshold: threshold, to: role, now: now)
        return try report()
    }

    /// Gives a role these keys instead of those that it has.
    ///
    /// Throws as `add` does.
    package func rotate(_ role: String, to words: [String], threshold: Int?) throws -> ReleaseRolesOutput {
        let before = try workspace.keys(of: role)
        let keys = try words.map { try ReleaseKeyText.parse($0, option: "KEY", self.keys) }
        try workspace.change(role, to: RoleKeys(keys, threshold: threshold ?? min(before.threshold, keys.count)), now: now)
        return try report()
    }

    /// Stages the next version of roles as they are.
    ///
    /// - Parameter roles: none: all that have less than half of their time left, but for those that publishing renews.
    package func renew(_ roles: [String]) throws -> ReleaseRolesOutput {
        let (now, automatic) = (now, [MetadataRole.snapshot, MetadataRole.timestamp])
        let due = try roles.isEmpty ? workspace.roles().filter { $0.isDue(at: now) }.map(\.role) : roles
        for role in due where !automatic.contains(role) { try workspace.renew(role, now: now) }
        return try report()
    }

    /// Signs what is staged with the keys that are here.
    ///
    /// Throws `release.absent` where none of the keys may sign anything of it, the codes of `key`.
    package func sign() throws -> ReleaseRolesOutput {
        _ = try workspace.sign(with: keys)
        return try report()
    }
}

extension ReleaseWorkspace.RoleState {
    fileprivate func isDue(at now: Timestamp) -> Bool {
        let life = role == MetadataRole.root ? ReleaseLifetimes.root : ReleaseLifetimes.targets
        return expires < now + life / 2
    }
}
