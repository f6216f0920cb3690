import Cryptography
package import Primitives
import Releases
import Updates

/// Where a vendor's releases are made: the release directory, and the keys that sign here.
package struct ReleasePlace: Sendable {
    let workspace: ReleaseWorkspace
    let keys: ReleaseKeys
    let clock: any WallClock

    /// - Parameters:
    ///   - directory: nil: HAMYAR_RELEASES, else `releases` in the state directory.
    ///   - keys: a directory of keys; nil: HAMYAR_RELEASE_KEYS, else `release-keys` in the state directory, unless there are files.
    ///   - files: single keys.
    ///   - asking: for the passphrase of a key's file, where no file of HAMYAR_RELEASE_PASSPHRASE_FILE says it; nil: nobody can be asked.
    package init(
        _ home: ConsoleHome, directory: String?, keys: String?, files: [String], environment: [String: String],
        asking: @escaping @Sendable (String) throws -> String? = { _ in nil }, clock: any WallClock = SystemWallClock()
    ) {
        func named(_ texts: String?...) -> String? { texts.lazy.compactMap { $0 }.first { !$0.isEmpty } }
        let place = named(directory, environment["HAMYAR_RELEASES"]) ?? home.path + "/releases"
        let held = named(keys, environment["HAMYAR_RELEASE_KEYS"]) ?? (files.isEmpty ? home.path + "/release-keys" : nil)
        workspace = ReleaseWorkspace(LocalPath.absolute(place))
        let secret = named(environment["HAMYAR_RELEASE_PASSPHRASE_FILE"])
        self.keys = ReleaseKeys(held.map { LocalPath.absolute($0) }, files: files.map { LocalPath.absolute($0) }) { file in
            try secret.map { try PassphraseFile.read(LocalPath.absolute($0)) } ?? asking(file)
        }
        self.clock = clock
    }

    var now: Timestamp { clock.now() }

    func report() throws -> ReleaseRolesOutput {
        ReleaseRolesOutput(try workspace.roles(), workspace.directory)
    }
}
