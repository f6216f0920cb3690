import ArgumentParser
import Installer
import Updates

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the products: what is installed, under way, kept, and what failed.")
    @Argument(help: "One product; else all.") var product: String?
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.ask(product.map { .versions(product: $0) } ?? .status)
    }
}

struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Begin the install of a version that waits in a spool; `status` says how it goes.",
        discussion: """
            The spool has metadata/ with the vendor's metadata and targets/ with payloads under their SHA-256. Nothing in it is trusted.
            """)
    @Argument var product: String
    @Argument var version: String
    @Option(help: "The directory with metadata and targets.", completion: .directory) var spool: String
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.ask(.install(product: product, version: version, spool: spool))
    }
}

struct Rollback: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Begin the way back to the version before.",
        discussion: """
            Where the version changed the data, say what becomes of them: keep (as they are) or restore (the backup; what was entered since \
            is lost).
            """)
    @Argument var product: String
    @Option(help: "Only where this version is the installed one.") var version: String?
    @Option(help: "keep or restore.") var data: DataWord?
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.ask(.rollback(product: product, version: version, restores: data.map { $0 == .restore }))
    }
}

struct Decide: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decide about an install that waits for a person.",
        discussion: """
            keep: the new version stays, and its probe is not asked any more. go-back: the version before, on the data as they are. \
            go-back-restoring: the version before and the backup; what was entered since is lost.
            """)
    @Argument var product: String
    @Argument(help: "keep, go-back or go-back-restoring.") var decision: DecisionWord
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.ask(.decide(product: product, decision: decision.decision))
    }
}

struct Forget: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let a version that failed be tried again.")
    @Argument var product: String
    @Argument var version: String
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.ask(.forgetFailure(product: product, version: version))
    }
}

enum DataWord: String, ExpressibleByArgument, CaseIterable { case keep, restore }

enum DecisionWord: String, ExpressibleByArgument, CaseIterable {
    case keep
    case goBack = "go-back"
    case goBackRestoring = "go-back-restoring"

    var decision: InstallEvent.Decision {
        switch self {
        case .keep: .keep
        case .goBack: .goBack
        case .goBackRestoring: .goBackRestoring
        }
    }
}
