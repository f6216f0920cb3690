import Glibc
import Installer
import Primitives
import Updates

/// One walk of an install as a process, for the tests that kill it at each of its system calls.
///
///     hamyar-installer-worker DIR install VERSION    begins an install of what DIR/spool has, and walks it
///     hamyar-installer-worker DIR recover            goes on with what a crash left
///     hamyar-installer-worker DIR rollback keep|restore
///     hamyar-installer-worker DIR serve              takes requests
///
/// DIR is an installer's directory as InstallerFixture makes it; what it prints is the committed version and the last outcome.
@main
enum HamyarInstallerWorker {
    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        guard words.count >= 2 else { return end(64, "wrong words") }
        do {
            let home = InstallerHome(path: words[0])
            if words[1] == "serve" { return try serve(home) }
            let settings = try home.settings()
            guard let product = settings.products.first else { return end(64, "no product") }
            let surroundings = InstallSurroundings(
                releases: releases(of: home), hooks: HookProcess(), clock: SystemInstallClock(), notices: InstallNotices(),
                keeping: settings.keeping)
            var run = try InstallRun(product: product, journal: home.journal(product.product), surroundings: surroundings)
            switch (words[1], words.count) {
            case ("install", 3):
                try run.begin(words[2], spool: words[0] + "/spool")
                try run.walk()
            case ("recover", 2): try run.recover()
            case ("rollback", 3):
                try run.beginRollback(restores: words[2] == "restore")
                try run.walk()
            default: return end(64, "wrong words")
            }
            let outcome = run.state.outcomes.last
            let step = run.state.install?.step.rawValue ?? "idle"
            say("\(run.state.committed ?? "-") \(outcome?.word.rawValue ?? "-") \(outcome?.reason?.code ?? "-") \(step)")
        } catch let failure as Failure {
            end(70, "\(failure)")
        } catch {
            end(70, "\(error)")
        }
    }

    /// Signed ones where the directory has a root of trust.
    private static func releases(of home: InstallerHome) -> any ReleaseSource {
        access(home.trust + "/root.json", F_OK) == 0 ? SignedReleases(trust: home.trust) : SpoolReleases()
    }

    private static func serve(_ home: InstallerHome) throws {
        let service = try InstallerService(home: home, releases: releases(of: home), onLine: { say($0) }) { error in
            end(74, "\(error)")
        }
        try service.run { say("listening on \($0)") }
    }

    static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }

    private static func end(_ status: Int32, _ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
        exit(status)
    }
}
