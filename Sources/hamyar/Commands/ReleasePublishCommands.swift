import ArgumentParser
import Console
import Primitives

struct ReleasePublish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish what is signed: a snapshot of it, sent to the relay.",
        discussion: """
            Below a threshold nothing happens. Given again after an interruption it goes on. The relay verifies everything first: what \
            it refuses changes nothing there. With --offline the snapshot is made and nothing is sent: the same command on a computer \
            with network, and with no key at all, sends it.
            """)

    @Flag(help: "Make the snapshot here, and send nothing.") var offline = false
    @Option(help: "Bytes per second at most: 500K, 2M.") var limit: String?
    @OptionGroup var options: ReleaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.transferring {
            let place = options.place(common)
            let made = try place.publish()
            guard !offline else { return Answer(made) }
            let carrier = FileCarrier(
                try RelayDoor(common.home, logger: common.logger), bar: ProgressBar(common.terminal, common.speech),
                limit: try limit.map { RateLimit(bytesPerSecond: try TypedRate($0, option: "--limit").bytesPerSecond) })
            return Answer(try await place.upload(by: carrier))
        }
    }
}

struct ReleaseList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What is published, until when it is valid, and which machines have which version.",
        discussion: "With --here: what the release directory holds, also what waits for signatures. No relay is asked.")

    @Argument(help: "Only this product, or scripts/NAME, diagnostics/PRODUCT.") var product: String?
    @Argument(help: "Only this version of it.") var version: String?
    @Flag(help: "The release directory instead of the relay.") var here = false
    @OptionGroup var options: ReleaseDirectoryOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if options.directory != nil, !here { throw ValidationError("--in is for --here.") }
    }

    func run() async throws {
        guard !here else {
            return try await common.answering { Answer(try options.place(common).list(product, version)) }
        }
        try await common.atRelay { try await $0.releases(product: product, version: version) }
    }
}

struct ReleaseWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take a version out, and say which machines have it.",
        discussion: """
            Stages the product's role without it; signing and publishing make it so. Machines that fetched it drop it; machines that \
            installed it go on with it and are listed. A machine hears of it within a day, or, from a relay that hides it, within 30.
            """)

    @Argument(help: "The product's name, or scripts/NAME, diagnostics/PRODUCT.") var product: String
    @Argument(help: "The version.") var version: String
    @Flag(help: "Ask no relay which machines have it.") var offline = false
    @OptionGroup var options: ReleaseDirectoryOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering {
            Answer(
                try await options.place(common).withdraw(
                    product, version,
                    asking: offline ? nil : { try await common.releasesAtRelay(product: product, version: version) }))
        }
    }
}

extension CommonOptions {
    /// What the relay has of releases.
    func releasesAtRelay(product: String?, version: String?) async throws -> ReleaseListOutput {
        try await TechnicianDesk.sit(at: RelayDoor(home, logger: logger)) {
            try await $0.releases(product: product, version: version)
        }
    }
}
