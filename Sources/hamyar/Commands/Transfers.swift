import ArgumentParser
import Console
import Sessions

struct Push: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Push a file to a machine, under a session that allows it.",
        discussion: "The same command again after an interruption goes on with the same operation.")

    enum Overwrite: String, ExpressibleByArgument, CaseIterable {
        case backup, refuse, replace

        var rule: OverwriteRule {
            switch self {
            case .backup: .backup
            case .refuse: .refuse
            case .replace: .replace
            }
        }
    }

    @Argument(help: "The file here.") var file: String
    @Argument(help: "MACHINE:PATH; a PATH that ends with / takes the file's name.") var target: String
    @Option(help: "The session, number or id, where several allow it.") var session: String?
    @Option(help: "What becomes of a file that is there: backup, refuse, replace.") var overwrite = Overwrite.backup
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering {
            let carrier = FileCarrier(
                try RelayDoor(common.home, logger: common.logger), bar: ProgressBar(common.terminal, common.speech))
            return Answer(try await carrier.push(file, to: MachinePath(target), overwrite: overwrite.rule, session: session))
        }
    }
}

struct Pull: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Pull a file from a machine, under a session that allows it. Nothing here is overwritten.")

    @Argument(help: "MACHINE:PATH.") var source: String
    @Argument(help: "The new file here, or a directory for it.") var file: String
    @Option(help: "The session, number or id, where several allow it.") var session: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering {
            let carrier = FileCarrier(
                try RelayDoor(common.home, logger: common.logger), bar: ProgressBar(common.terminal, common.speech))
            return Answer(try await carrier.pull(MachinePath(source), to: file, session: session))
        }
    }
}
