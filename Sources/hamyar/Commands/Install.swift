import ArgumentParser
import Console

struct Install: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Have a machine install a version of a product, under a session that allows it (update:PRODUCT).",
        discussion: """
            The release is verified here, by the agent and by the machine's installer. Where the machine has a version that a patch
            is for, only the patch is fetched. It goes on where the way is lost; the same command again shows how it ended.

            Example: hamyar install M-7 daftar 2.1
            """)

    @Argument(help: "The machine.") var machine: String
    @Argument(help: "The product.") var product: String
    @Argument(help: "The version, as `release list` shows it.") var version: String
    @OptionGroup var options: InstallOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await options.perform(.install(product: product, version: version), on: machine, common)
    }
}

struct Patch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "patch", abstract: "Apply a patch to a product on a machine, or take it back (patch:PRODUCT).",
        subcommands: [Apply.self, Undo.self], defaultSubcommand: Apply.self)

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Apply a patch; this is what `patch` does without a word.")
        @Argument(help: "The machine.") var machine: String
        @Argument(help: "PRODUCT/VERSION/from-OLD, or the target's whole path.") var patch: String
        @OptionGroup var options: InstallOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await options.perform(.patch(patch), on: machine, common)
        }
    }

    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a patch back: the version before comes back, until the next install.")
        @Argument(help: "The machine.") var machine: String
        @Argument(help: "The patch, as it was applied.") var patch: String
        @OptionGroup var options: InstallOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await options.perform(.undo(patch), on: machine, common)
        }
    }
}

/// What installs and patches take.
struct InstallOptions: ParsableArguments {
    @Option(help: "The session, number or id, where several allow it.") var session: String?

    func perform(_ request: InstallRequest, on machine: String, _ common: CommonOptions) async throws {
        try await common.transferring {
            let carrier = FileCarrier(
                try RelayDoor(common.home, logger: common.logger), bar: ProgressBar(common.terminal, common.speech))
            let output = try await carrier.install(machine, request, session: session)
            return Answer(output, failure: output.failure)
        }
    }
}

struct ReleaseTrustCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract:
            "Trust the releases that the root metadata in a file sign; once for this computer, before `install` and `patch`.")
    @Argument(help: "root.json, by a way that you trust.") var file: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering { Answer(try ReleaseTrustOutput(trusting: file, at: common.home)) }
    }
}
