import ArgumentParser
import Console

struct ReleaseScript: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "script", abstract: "Scripts of the vendor's, signed beforehand, that machines may run.",
        subcommands: [Add.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a version of a script, and stage it for signatures.",
            discussion: """
                A parameter is NAME:TYPE[:LIMITS], NAME? where it may be left out: unit:text:64:[a-z@.-]+ (at most 64 characters that fit \
                the pattern), days:integer:1..365, level:choice:low,high, dry?:boolean, log:path:/var/log (beneath it). What does not fit is \
                refused where it is typed, and again on the machine. The same command, repeated, changes nothing; another content under the \
                same version is refused.

                Example: hamyar release script add clear-spool.sh --name clear-spool --version 1.0 --parameter 'days:integer:1..365'
                """)

        @Argument(help: "The script; its first line names the program that reads it.", completion: .file()) var file: String
        @Option(help: "Its name: a-z, 0-9, - and _.") var name: String
        @Option(help: "Its version, such as 1.0.") var version: String
        @Option(help: ArgumentHelp("What it takes; may be given several times.", valueName: "name:type[:limits]"))
        var parameter: [String] = []
        @Option(help: "Seconds that it may run, at most 86400.") var timeout: Int64 = 60
        @Option(help: "Bytes that it may write to each of its outputs, at most 67108864.") var output: Int64 = 1 << 20
        @Option(help: "The day of the release, YYYY-MM-DD. Default: today.") var released: String?
        @OptionGroup var options: ReleaseDirectoryOption
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let order = ReleasePlace.ScriptOrder(
                    name: name, version: version, parameters: parameter, timeout: timeout, output: output, released: released)
                return Answer(try options.place(common).addScript(file, order))
            }
        }
    }
}

struct ReleaseDiagnostics: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnostics", abstract: "What products declare of their diagnostics.", subcommands: [Add.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a version of a product's declaration, and stage it for signatures.",
            discussion: """
                The file is a JSON object: collectors, logs, redaction and findings of the product. Its version is its own, not the product's; \
                machines take the highest.

                Example: hamyar release diagnostics add diagnostics.json --product ledger --version 1.0
                """)

        @Argument(help: "The declaration.", completion: .file(extensions: ["json"])) var file: String
        @Option(help: "The product's name.") var product: String
        @Option(help: "The declaration's version, such as 1.0.") var version: String
        @Option(help: "The day of the release, YYYY-MM-DD. Default: today.") var released: String?
        @OptionGroup var options: ReleaseDirectoryOption
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                Answer(
                    try options.place(common).addDiagnostics(file, product: product, version: version, released: released))
            }
        }
    }
}
