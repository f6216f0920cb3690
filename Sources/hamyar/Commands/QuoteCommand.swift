import ArgumentParser
import Console

struct QuoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quote", abstract: "Quotes: prices that a customer accepts before the work.",
        subcommands: [Make.self, List.self, Show.self, RecordAcceptance.self, Mark.self])

    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a quote. It is never priced again.",
            discussion: """
                Without --item the plan and its tariff price it. For a prospect: hamyar quote make KIND --customer NAME.

                Examples:
                  hamyar quote make C-1001 on-site-visit --place on-site --distance 55km
                  hamyar quote make C-1001 extra-hours --quantity 10h --cap 12h --discount 10%
                  hamyar quote make C-1001 customisation --item "Report of unpaid invoices=45,000,000" --tax 10%
                  hamyar quote make C-1001 extra-service --item "Ten hours=60,000,000" --allot support-hours --quantity 10h
                """)
        @Argument(help: "The contract's number or id.") var contract: String
        @Argument(help: "The service kind of the plan, or a rule's id.") var kind: String?
        @Option(help: "Where the work is done.") var place = PlaceWord.remote
        @Option(help: "How much: 2, 90m, 1.5h, 2d, 2x3d.") var quantity: String?
        @Option(help: "More than this is never charged. Default: the quantity.") var cap: String?
        @Option(help: ArgumentHelp("A position that is priced by hand; repeatable.", valueName: "text=rials"))
        var item: [String] = []
        @Option(help: "10%, or rials.") var discount: String?
        @Option(help: ArgumentHelp("Value added tax, where no tariff knows its rate: 10%.", valueName: "percent"))
        var tax: String?
        @Option(help: "How long it may be accepted, such as 10d. Default: ten days.") var valid: String?
        @Option(help: "The way to the site, such as 39.9km.") var distance: String?
        @Option(help: "The customer's site, by name.") var site = ""
        @Option(help: "The quota of which units are sold.") var allot = ""
        @Option(help: "The line of the contract, product or id.") var line = ""
        @Option(help: "A prospect's name or id, in place of a contract.") var customer: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let quote = try self.quote()
                return try await common.errand { try await $0.make(quote, key: $1) }
            }
        }

        func validate() throws {
            _ = try subject
        }

        private var subject: Subject {
            get throws { try Subject(first: contract, second: kind, customer: customer, isKindFirst: false) }
        }

        private func quote() throws -> NewQuote {
            let subject = try subject
            var quote = NewQuote(kind: subject.kind, place: place.place)
            quote.contract = subject.contract
            quote.customer = subject.customer
            quote.line = line
            quote.quantity = try quantity.map { try TypedQuantity($0, option: "--quantity") }
            quote.cap = try cap.map { try TypedQuantity($0, option: "--cap") }
            quote.items = try item.map { try PricedText($0, option: "--item") }
            quote.discount = try discount.map { try TypedDiscount($0, option: "--discount") }
            quote.taxPermille = try tax.map { try TypedPercent.permille($0, option: "--tax") }
            quote.validDays = try valid.map { try TypedDays.parse($0, option: "--valid") }
            quote.metres = try distance.map { try TypedDistance.metres($0, option: "--distance") } ?? 0
            quote.site = site
            quote.allotment = allot
            return quote
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List quotes, the newest first.")
        @Argument(help: "The contract's number or id. Default: all.") var contract: String?
        @Flag(help: "Only those that are not finished.") var open = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.quotes(of: contract, openOnly: open) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a quote.")
        @Argument(help: "The quote's number, such as Q-12.") var quote: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.quote(quote) }
        }
    }

    struct RecordAcceptance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "record-acceptance",
            abstract: "Write down that a customer accepted elsewhere than at the prompt, with a proof.",
            discussion: """
                It counts when another technician has confirmed it (hamyar confirm Q-12), and shows everywhere as not signed by the \
                customer. The proof goes on where it was interrupted.

                Example: hamyar quote record-acceptance Q-12 --by "Maryam Ahmadi" --how letter --proof letter.pdf
                """)
        @Argument(help: "The quote's number, such as Q-12.") var quote: String
        @Option(help: "Who accepted.") var by: String
        @Option(help: "phone or letter.") var how: AcceptanceWord
        @Option(help: "A recording or scan of it.", completion: .file()) var proof: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let sender = try AttachmentSender(path: proof, bar: ProgressBar(common.terminal, common.speech))
                return try await common.errand { desk, key in
                    let attachment = try await sender.send(on: desk, key: key)
                    return try await desk.recordAcceptance(
                        of: quote, by: by, how: how.rawValue, proof: attachment, key: key + "-accept")
                }
            }
        }
    }

    struct Mark: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what became of a quote.",
            discussion: """
                Examples:
                  hamyar quote mark Q-12 performed --actual 9.5h
                  hamyar quote mark Q-12 invoiced --reference 1404-771
                """)
        @Argument(help: "The quote's number, such as Q-12.") var quote: String
        @Argument(help: "withdrawn, prepaid, performed, invoiced, paid or credited.") var state: QuoteStateWord
        @Option(help: "The invoice's or payment's number.") var reference = ""
        @Option(help: "How much was performed. Default: as quoted.") var actual: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let amount = try actual.map { try TypedQuantity($0, option: "--actual") }
                return try await common.errand { desk, key in
                    try await desk.mark(quote, state.rawValue, reference: reference, actual: amount, key: key)
                }
            }
        }
    }
}
