import Glibc
import Primitives
import Updates

/// Whether a release's hooks can be run at all: found out before anything is stopped, not when it is needed to go back.
enum HookSet {
    /// Throws install.hook-missing.
    static func check(_ description: VersionDescription, in tree: String, product: String) throws {
        func missing(_ hook: String) -> Failure {
            Failure(.installHookMissing, ["product": product, "version": description.version, "hook": hook])
        }
        for (name, command) in description.hooks {
            guard VersionDescription.Hook(rawValue: name) != nil, let path = command.run.first,
                command.run.count <= InstallerLimits.hookWords, command.timeout > 0, isProgram(path, in: tree)
            else { throw missing(name) }
        }
        guard description.data == .migrates else { return }
        for hook in [VersionDescription.Hook.backup, .restore] where description[hook] == nil { throw missing(hook.rawValue) }
    }

    private static func isProgram(_ path: String, in tree: String) -> Bool {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !names.contains(""), !names.contains("."), !names.contains("..") else { return false }
        var status = stat()
        // No link on the way: a program of the payload is in the payload.
        var place = tree
        for name in names {
            place += "/" + name
            guard lstat(place, &status) == 0, status.st_mode & S_IFMT != S_IFLNK else { return false }
        }
        return status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o111 == 0o111
    }
}
