import DurableFiles
import Foundation
import Glibc
package import Primitives

/// The directory of one product: `versions/VERSION`, `current`, and the installer's own `.hamyar` beside them.
package struct InstallPlaces: Sendable {
    package let root: String

    package init(root: String) {
        self.root = root
    }

    var versions: String { root + "/versions" }
    var own: String { root + "/.hamyar" }
    var current: String { root + "/current" }
    func tree(_ version: String) -> String { versions + "/" + version }
    func staging(_ id: String) -> String { own + "/staging-" + id }
    func backup(_ id: String) -> String { own + "/backup-" + id }
    func liveBackup(_ id: String) -> String { own + "/backup-" + id + ".live" }
    private func description(_ version: String) -> String { own + "/" + version + ".description" }

    /// Makes what is missing, and refuses places that are not the installer's own (H66).
    ///
    /// Throws install.exposed, install.staging.
    package func prepare() throws(Failure) {
        try OwnPlace.check(root)
        for place in [versions, own] {
            if mkdir(place, 0o755) == 0 {
                try SystemCall.check("chmod", place) { chmod(place, 0o755) }
                try SystemCall.synchronise(directory: root)
            } else if errno != EEXIST {
                throw SystemCall.failure("mkdir", place)
            }
            try OwnPlace.check(place)
        }
    }

    /// A directory that was not there: what somebody else made is not taken over (H66).
    func makeNew(_ path: String, mode: mode_t) throws(Failure) {
        if mkdir(path, mode) != 0 {
            guard errno == EEXIST else { throw SystemCall.failure("mkdir", path) }
            throw Failure(.installExposed, ["path": path, "reason": "there already"])
        }
        try SystemCall.check("chmod", path) { chmod(path, mode) }
    }

    /// Throws install.staging.
    func write(_ description: VersionDescription) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let file = DurableFile(self.description(description.version), failing: .installStaging)
        try file.replace(with: Array(try encoder.encode(description)), mode: 0o600)
    }

    /// nil for a version that this installer did not install.
    func description(of version: String) throws -> VersionDescription? {
        let path = description(version)
        let file = DurableFile(path, failing: .installStaging)
        guard let bytes = try file.read(limit: InstallerLimits.settings) else { return nil }
        do {
            return try JSONDecoder().decode(VersionDescription.self, from: Data(bytes))
        } catch {
            throw Failure(.installStaging, ["path": path, "reason": "\(error)"])
        }
    }

    /// Everything that was made for an install on its way.
    func removeStaging(_ id: String) throws(Failure) {
        for place in [staging(id), liveBackup(id), own + "/current-" + id] { try TreeRemoval.remove(place) }
    }

    /// Takes a tree's name away at once, then the tree: nobody ever sees half of it under its name.
    func remove(version: String, as id: String) throws(Failure) {
        let trash = own + "/trash-" + id + "-" + version
        try TreeRemoval.remove(trash)
        if try SystemCall.status(tree(version)) != nil {
            try SystemCall.rename(tree(version), trash)
            try SystemCall.synchronise(directory: versions)
            try TreeRemoval.remove(trash)
        }
        try TreeRemoval.remove(description(version))
    }
}
