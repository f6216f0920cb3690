import ArgumentParser
import Console
import Foundation
import Primitives
import Sessions

/// What push, pull and sync have in common.
struct TransferOptions: ParsableArguments {
    @Option(help: "The session, number or id, where several allow it.") var session: String?
    @Option(help: "Only files that match (as in .gitignore: *.log, /etc/**, cache/); may be given several times.")
    var include: [String] = []
    @Option(help: "No files that match; counts more than --include. May be given several times.") var exclude: [String] = []
    @Option(help: "Symbolic links: keep those that stay inside the tree, skip them, or follow them.") var links = Links.keep
    @Option(help: "Bytes per second at most: 500K, 2M.") var limit: String?
    @Option(help: "How long to go on while nothing arrives: 30m, 12h. Default: 2h once something has arrived, else moments.")
    var patience: String?

    enum Links: String, ExpressibleByArgument, CaseIterable {
        case keep, skip, follow

        var rule: LinkRule { LinkRule(rawValue: rawValue) ?? .keep }
    }

    /// - Throws: `console.argument`.
    func carrier(_ common: CommonOptions) throws -> FileCarrier {
        FileCarrier(
            try RelayDoor(common.home, logger: common.logger), bar: ProgressBar(common.terminal, common.speech),
            limit: try limit.map { RateLimit(bytesPerSecond: try TypedRate($0, option: "--limit").bytesPerSecond) },
            patience: try patience.map { try LengthOfTime.parse($0, option: "--patience") })
    }
}
