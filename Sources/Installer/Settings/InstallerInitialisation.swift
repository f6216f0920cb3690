import Glibc
import Primitives

/// Sets an installer up: its own root of trust, and the products that it may touch. Nothing else gives it either.
package struct InstallerInitialisation: Sendable {
    package let home: InstallerHome
    /// A file with root's metadata, brought by hand.
    package let root: String
    package let settings: InstallerSettings

    package init(home: InstallerHome, root: String, settings: InstallerSettings) {
        self.home = home
        self.root = root
        self.settings = settings
    }

    /// What a crash left half-way is done again by the same command: the settings come last.
    ///
    /// Throws installer.exists, installer.settings, install.exposed, install.staging, and what reading the root does.
    package func run() throws {
        if let problem = settings.problem {
            throw Failure(.installerSettings, ["path": home.settingsPath, "reason": problem])
        }
        guard try SystemCall.status(home.settingsPath) == nil else { throw Failure(.installerExists, ["path": home.path]) }
        try makeDirectory(home.path, mode: 0o700)
        try home.prepare()
        try InstallerTrust.begin(with: root, in: home.trust)
        for product in settings.products {
            try makeDirectory(product.root, mode: 0o755)
            try InstallPlaces(root: product.root).prepare()
        }
        try home.make(settings)
    }

    private func makeDirectory(_ path: String, mode: mode_t) throws(Failure) {
        if mkdir(path, mode) == 0 {
            try SystemCall.check("chmod", path) { chmod(path, mode) }
        } else if errno != EEXIST {
            throw SystemCall.failure("mkdir", path)
        }
        try OwnPlace.check(path)
    }
}
