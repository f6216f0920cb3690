import DurableFiles
import Foundation
import Glibc
import Primitives

/// The installer's directory: settings, what it trusts, the journal of each product. Nobody else may write there (H66).
package struct InstallerHome: Sendable {
    package static let standardPath = "/var/lib/hamyar-installer"
    package static let standardSocket = "/run/hamyar-installer/control.sock"

    package let path: String

    package init(path: String) {
        self.path = path
    }

    package var settingsPath: String { path + "/installer.json" }
    /// The root of trust and the high-water marks.
    package var trust: String { path + "/trust" }
    private var journals: String { path + "/products" }

    package func settings() throws -> InstallerSettings {
        try OwnPlace.check(path)
        return try InstallerSettings.read(settingsPath)
    }

    package func journal(_ product: String) -> ProductJournal {
        ProductJournal(directory: journals, product: product)
    }

    /// Makes the directory, with settings that list no product yet.
    ///
    /// Throws installer.exists, install.exposed, install.staging.
    package func make(_ settings: InstallerSettings) throws {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw SystemCall.failure("mkdir", path) }
        try OwnPlace.check(path)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let file = DurableFile(settingsPath, failing: .installStaging)
        guard try file.create(with: Array(try encoder.encode(settings)) + [10]) else {
            throw Failure(.installerExists, ["path": path])
        }
        try prepare()
    }

    func prepare() throws(Failure) {
        for place in [journals, trust] {
            if mkdir(place, 0o700) != 0, errno != EEXIST { throw SystemCall.failure("mkdir", place) }
            try OwnPlace.check(place)
        }
        try SystemCall.synchronise(directory: path)
    }

    /// Held as long as the process lives.
    ///
    /// Throws installer.running.
    func lock() throws {
        let name = path + "/lock"
        let number = try SystemCall.check("open", name) { open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600) }
        guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
            close(number)
            throw Failure(.installerRunning, ["path": path])
        }
    }
}
