import ArgumentParser
import Console
import Plans

enum ReleaseKindWord: String, ExpressibleByArgument, CaseIterable { case release, fix }

enum ReleaseDataWord: String, ExpressibleByArgument, CaseIterable { case untouched, migrates }

struct ReleaseBuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Make a release of a directory, with patches to it, and stage it for signatures.",
        discussion: """
            hamyar-release.yaml in the directory or beside it says what the options do not: hooks, health, floors. Patches are made from \
            the newest earlier versions of the release directory, or those of --from, and kept where they are smaller than the whole. The \
            same build, repeated, changes nothing; another tree under the same version is refused.

            Example: hamyar release build out/ledger --product ledger --version 2.1 --platform linux-x86_64
            """)

    @Argument(help: "The directory with the product's tree.", completion: .directory) var directory: String
    @Option(help: "The product's name.") var product: String?
    @Option(help: "Its version, such as 2.1 or 2.1.0-rc.1.") var version: String?
    @Option(help: "linux-x86_64, linux-aarch64.") var platform: String?
    @Option(help: "release; fix for those who have one older version.") var kind: ReleaseKindWord?
    @Option(help: "With --kind fix: the version that it is for.") var forVersion: String?
    @Option(help: "An earlier version to make a patch from; may be given several times.") var from: [String] = []
    @Option(help: "From how many earlier versions, where --from names none. Default: 3.") var patches: Int?
    @Option(help: "Whether the product changes its data: untouched, migrates. Default: untouched.") var data: ReleaseDataWord?
    @Option(help: "The day of the release, YYYY-MM-DD. Default: today.") var released: String?
    @Option(help: "Lowest installed version from which it can be reached.") var minimum: String?
    @Option(
        help: "The description's file. Default: hamyar-release.yaml in the directory or beside it.",
        completion: .file(extensions: ["yaml", "yml"]))
    var description: String?
    @Flag(help: "Pack quickly instead of small: for trials.") var quick = false
    @OptionGroup var options: ReleaseDirectoryOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let patches, !(0...ReleaseSheet.mostPatches).contains(patches) {
            throw ValidationError("--patches is 0 to \(ReleaseSheet.mostPatches).")
        }
    }

    func run() async throws {
        try await common.transferring {
            var sheet = try ReleasePlace.sheet(of: directory, named: description)
            sheet.product = product ?? sheet.product
            sheet.version = version ?? sheet.version
            sheet.platform = platform ?? sheet.platform
            sheet.kind = kind?.rawValue ?? sheet.kind
            sheet.forVersion = forVersion ?? sheet.forVersion
            sheet.patches = patches ?? sheet.patches
            sheet.data = data?.rawValue ?? sheet.data
            sheet.released = released ?? sheet.released
            sheet.minimum = minimum ?? sheet.minimum
            return Answer(
                try options.place(common).build(
                    directory, sheet, from: from, isQuick: quick, bar: ProgressBar(common.terminal, common.speech)))
        }
    }
}
