import ArgumentParser
import Console

struct DisputeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispute", abstract: "Work whose outcome is not clear: an admin decides what was used.",
        subcommands: [List.self, Decide.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what is to be decided, and when it goes back by itself.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.disputes() }
        }
    }

    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide how much was used; the rest goes back.",
            discussion: "Example: hamyar dispute decide S-1042 --used 0 --reason \"The machine's disk failed\"")
        @Argument(help: "The dispute: hld_…, S-1042 or R-3.") var dispute: String
        @Option(help: "How much was used, such as 0, 1 or 45m.") var used: String
        @Option(help: "Why, for the ledger and the log.") var reason: String
        @Option(help: "The line of the session, where several are disputed.") var line: UInt32 = 0
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let amount = try TypedQuantity(used, option: "--used", allowsNothing: true)
                return Answer(
                    try await TechnicianDesk.sit(at: RelayDoor(common.home, logger: common.logger)) { desk in
                        try await desk.decide(dispute, used: amount, line: line, reason: reason)
                    })
            }
        }
    }
}

struct CorrectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correction",
        abstract: "Corrections of the ledger: proposed by one admin, applied when another confirms (hamyar confirm K-3).",
        subcommands: [Adjust.self, Refund.self, Reverse.self, List.self])

    /// Of which quota, how much, and why.
    struct Amount: ParsableArguments {
        @Argument(help: "The contract's number or id.") var contract: String
        @Option(help: "The quota.") var quota: String
        @Option(help: "The line, product or id, where there are several.") var line: String?
        @Option(help: "Why, for the ledger and the log.") var reason: String
    }

    struct Adjust: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose that a quota gets more or less.",
            discussion: """
                Examples:
                  hamyar correction adjust C-1001 --quota remote-install --amount 1 --reason "Promised on the phone, R-7"
                  hamyar correction adjust C-1001 --quota support-hours --amount -2h --reason "Entered twice"
                """)
        @OptionGroup var what: Amount
        @Option(parsing: .unconditional, help: "How much, such as 1, -1, 2h or -2h.") var amount: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let isLess = amount.hasPrefix("-") || amount.hasPrefix("−")
                let size = try TypedQuantity(isLess ? String(amount.dropFirst()) : amount, option: "--amount")
                return try await common.errand { desk, key in
                    try await desk.correct(
                        "adjust", contract: what.contract, line: what.line, quota: what.quota, amount: size, isLess: isLess,
                        reason: what.reason, key: key)
                }
            }
        }
    }

    struct Refund: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose that something that was used is given back.",
            discussion: "Example: hamyar correction refund C-1001 --quota remote-install --amount 1 --reason \"It did not last\"")
        @OptionGroup var what: Amount
        @Option(help: "How much, such as 1 or 2h.") var amount: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let size = try TypedQuantity(amount, option: "--amount")
                return try await common.errand { desk, key in
                    try await desk.correct(
                        "refund", contract: what.contract, line: what.line, quota: what.quota, amount: size, reason: what.reason,
                        key: key)
                }
            }
        }
    }

    struct Reverse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose that one entry of a contract's ledger is reversed.",
            discussion: "Example: hamyar correction reverse C-1001 ltx_01j… --reason \"Entered for the wrong customer\"")
        @Argument(help: "The contract's number or id.") var contract: String
        @Argument(help: "The entry, ltx_… (hamyar ledger --json).") var entry: String
        @Option(help: "Why, for the ledger and the log.") var reason: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.once { try await $0.reverse(contract: contract, entry, reason: reason, key: $1) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List corrections, the newest first.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.corrections() }
        }
    }
}

struct Confirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Confirm as the second person: a record, an acceptance, a session, a correction.",
        discussion: """
            Never what you asked for yourself. hamyar day lists what waits.

            Examples: hamyar confirm R-3; hamyar confirm K-3 --reject
            """)
    @Argument(help: "R-3, Q-12, S-1042 or K-3.") var id: String
    @Flag(help: "Say no instead.") var reject = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.atRelay { try await $0.confirm(id, reject: reject) }
    }
}

struct CodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "Customers' support codes.", subcommands: [Check.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say whose support code this is, or no.",
            discussion: """
                A right code counts as identification for that contract for half an hour. Ends with 0, or with 1 for no. Wrong \
                attempts are limited.

                Example: hamyar code check 1234-567-890 --contract C-1001
                """)
        @Argument(help: "The code as the customer says it.") var code: String
        @Option(help: "The contract that it must be of, number or id.") var contract: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                try await TechnicianDesk.sit(at: RelayDoor(common.home, logger: common.logger)) { desk in
                    try await desk.check(code: code, contract: contract)
                }
            }
        }
    }
}
