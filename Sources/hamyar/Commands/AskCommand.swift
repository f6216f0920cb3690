import ArgumentParser
import Console

struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Customers' help requests (hamyar-agent ask).",
        subcommands: [List.self, Show.self, Take.self, Wait.self, Close.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List help requests, the most urgent first.")
        @Flag(help: "Only those without an answer.") var open = false
        @Flag(help: "Only those that you took.") var mine = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.helpRequests(openOnly: open, mine: mine) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a help request; save what was attached.",
            discussion: "Example: hamyar ask show H-1 --save ./h-1")
        @Argument(help: "The request's number, such as H-1.") var request: String
        @Option(help: "A directory for the attached files. Nothing there is overwritten.", completion: .directory)
        var save: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let bar = ProgressBar(common.terminal, common.speech)
            try await common.atRelay { try await $0.helpRequest(request, saveTo: save, bar: bar) }
        }
    }

    struct Take: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a help request: it is yours to answer.")
        @Argument(help: "The request's number, such as H-1.") var request: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.take(request) }
        }
    }

    struct Wait: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let the customer prepare something; the clock stands still until they are ready.",
            discussion: "Example: hamyar ask wait H-1 --for \"A fresh backup of the database\"")
        @Argument(help: "The request's number, such as H-1.") var request: String
        @Option(name: .customLong("for"), help: "What the customer prepares.") var text: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.wait(request, for: text) }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Answer a help request.")
        @Argument(help: "The request's number, such as H-1.") var request: String
        @Option(help: "The answer, for the customer.") var answer: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.answer(request, answer) }
        }
    }
}

struct Day: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show your day: open sessions, waiting customers, help requests, follow-ups, confirmations, what was brought.")
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.atRelay { try await $0.day() }
    }
}

struct Due: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List periodic services and calls that come up; hamyar record closes them.",
        discussion: "Example: hamyar due --within 30d")
    @Option(help: "How far ahead, such as 14d.") var within = "14d"
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering {
            let days = try TypedDays.parse(within, option: "--within")
            return Answer(
                try await TechnicianDesk.sit(at: RelayDoor(common.home, logger: common.logger)) {
                    try await $0.due(withinDays: days)
                })
        }
    }
}
