import ArgumentParser
import Foundation
import Glibc
import Installer
import Sentences

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take requests over the local socket, and do what is asked.",
        discussion: """
            Prints one line when the socket listens; everything else goes to standard error. What a crash left is gone on with first. \
            It may be killed at any time.
            """)

    @Option(help: "The installer's directory.", completion: .directory)
    var directory = InstallerHome.standardPath

    func run() throws {
        // To be told to go is a good end, at any time: what was under way is gone on with at the next start.
        signal(SIGTERM) { _ in _exit(0) }
        let language = Language(environment: ProcessInfo.processInfo.environment)
        func end(_ error: any Error) {
            StandardError.write(language.sentence(for: error))
            Glibc.exit(Sentences.ExitCode(for: error).rawValue)
        }
        do {
            let home = InstallerHome(path: directory)
            let service = try InstallerService(
                home: home, releases: SignedReleases(trust: home.trust), onLine: { StandardError.write($0) },
                onFatal: { error in
                    StandardError.write(language.sentence(for: error))
                    Glibc.exit(Sentences.ExitCode(for: error).rawValue)
                })
            try service.run { path in
                print("listening on \(path)")
                fflush(nil)
            }
        } catch {
            end(error)
        }
    }
}
