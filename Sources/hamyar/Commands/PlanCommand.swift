import ArgumentParser
import Console

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Plan files of service kinds, quotas and prices.", subcommands: [Check.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a plan file: what it says, and what it hardly means. Nothing is sent anywhere.",
            discussion: """
                A mistake is said with its file and line, and ends with 65. Docs/plans.md describes every key.

                Example: hamyar plan check padra.yaml --tariff ict-guild-1404.yaml --calendar office.yaml
                """)
        @Argument(help: "The plan's file (YAML).", completion: .file(extensions: ["yaml", "yml"])) var file: String
        @Option(
            help: "A tariff's file, in which its rates are looked up; repeatable.",
            completion: .file(extensions: ["yaml", "yml"]))
        var tariff: [String] = []
        @Option(help: "A calendar's file that it may name; repeatable.", completion: .file(extensions: ["yaml", "yml"]))
        var calendar: [String] = []
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                Answer(
                    try PlanFileCheck.check(
                        LocalText(path: file, option: "FILE"),
                        tariffs: tariff.map { try LocalText(path: $0, option: "--tariff") },
                        calendars: calendar.map { try LocalText(path: $0, option: "--calendar") }))
            }
        }
    }
}
