import ArgumentParser
import Console

struct TariffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tariff", abstract: "Tariffs, by which quotes are priced.", subcommands: [Import.self, List.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import one edition of a tariff.",
            discussion: "Example: hamyar tariff import Examples/tariffs/ict-guild-1404.yaml")
        @Argument(help: "The tariff's file (YAML).", completion: .file(extensions: ["yaml", "yml"])) var file: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let text = try LocalText(path: file, option: "FILE")
                return try await common.errand { try await $0.importTariff(text, key: $1) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the editions that were imported.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.tariffs() }
        }
    }
}

struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Business calendars: hours of the week, and holidays.",
        subcommands: [Import.self, List.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import a calendar; an older one of the same name stays in the books.",
            discussion: """
                Example: hamyar calendar import Examples/calendars/office.yaml --holidays Examples/calendars/holidays-1404.tsv
                """)
        @Argument(help: "The calendar's file (YAML).", completion: .file(extensions: ["yaml", "yml"])) var file: String
        @Option(
            help: "A table of holidays: date, tab, title, perhaps tab and hours.", completion: .file(extensions: ["tsv"]))
        var holidays: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let text = try LocalText(path: file, option: "FILE")
                let table = try holidays.map { try LocalText(path: $0, option: "--holidays") }
                return try await common.errand { try await $0.importCalendar(text, holidays: table, key: $1) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the calendars, each in its newest version.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.calendars() }
        }
    }
}
