package import FileTransfer
import Foundation
import Glibc
import Primitives
package import Sessions

/// Which directories of this machine a grant may reach at all: the configured roots less the agent's own places.
package struct AgentRoots: Sendable {
    /// Where nothing is configured: where people and their software live, never the system itself.
    package static let defaults = ["/home", "/opt", "/srv", "/tmp", "/usr/local", "/var"]

    /// By text: what scope words may name.
    package let scope: AllowedScope
    /// By open directory: where files are really opened.
    package let files: AllowedRoots
    package let paths: [String]

    /// - Parameters:
    ///   - binaries: the agent's own programs.
    /// - Throws: `agent.settings` for a root that is relative, `/`, or within the agent's own places.
    package init(configured: [String]?, home: AgentHome, userHome: String?, binaries: [String]) throws {
        let chosen = configured ?? Self.defaults + [userHome].compactMap { $0 }.filter { $0 != "/" && !$0.isEmpty }
        let forbidden = try ([home.path] + binaries).map { try ScopePath($0) }
        var roots: [ScopePath] = []
        for text in chosen {
            let root: ScopePath
            do {
                root = try ScopePath(text)
            } catch {
                throw Failure(.agentSettings, ["path": home.settingsPath, "reason": "root \(text)"], cause: error)
            }
            guard !forbidden.contains(where: { $0.contains(root) }) else {
                throw Failure(.agentSettings, ["path": home.settingsPath, "reason": "root \(text) is the agent's own"])
            }
            if !roots.contains(root) { roots.append(root) }
        }
        paths = roots.map(\.description)
        scope = AllowedScope(
            roots: roots, forbidden: forbidden,
            kinds: [.push, .pull, .list, .delete, .patch, .update, .command, .script, .diagnose, .watch])
        files = try AllowedRoots(paths, forbidden: forbidden.map(\.description))
    }

    /// With this machine's user and programs.
    /// - Parameter notify: program that the agent runs for each request; nil: as configured.
    package init(settings: AgentSettings, home: AgentHome, notify: String? = nil) throws {
        try self.init(
            configured: settings.roots, home: home, userHome: LocalAccount.of(uid: geteuid())?.home,
            binaries: Self.programs() + Self.hook(notify ?? settings.notify))
    }

    /// What the agent itself runs: whoever could replace it would be run by the agent. One without a slash is looked up in PATH,
    /// whose directories are the system's.
    private static func hook(_ program: String?) -> [String] {
        guard let program, program.contains("/") else { return [] }
        return [URL(fileURLWithPath: program).standardizedFileURL.path]
    }

    /// This program, and the installer and the runner beside it: out of every grant's reach.
    static func programs() -> [String] {
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return [] }
        let directory = (program as NSString).deletingLastPathComponent
        return [program, directory + "/hamyar-installer", directory + "/hamyar-runner"]
    }
}
