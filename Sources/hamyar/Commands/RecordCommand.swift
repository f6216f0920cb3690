import ArgumentParser
import Console
import Primitives

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Write down work without a channel: phone guidance, visits, training, work in house, codes, files, calls.",
        discussion: """
            hamyar record KIND CONTRACT is short for hamyar record make KIND CONTRACT. A kind that is named like a subcommand needs \
            the long form.
            """,
        subcommands: [Make.self, Return.self, List.self, Show.self], defaultSubcommand: Make.self)

    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write down a piece of work.",
            discussion: """
                For a prospect: hamyar record KIND --customer NAME. Times are of Tehran.

                Examples:
                  hamyar record guidance C-1001 --place phone --channel phone --note "Showed how to close the year"
                  hamyar record on-site-visit C-1001 --place on-site --site Ahvaz --distance 39.9km --source odometer
                  hamyar record training C-1001 --place company --attendees 4 --occurred "1404-05-12 09:00"
                  hamyar record brought-install C-1001 --place company --item "Till 3" --serial 77-12 --from "Ali Rezaei"
                  hamyar record serial-code C-1001 --place phone --code 1234-567-890 --issued AB-123
                  hamyar record support-hours C-1001 --quantity 90m --quote Q-12
                  hamyar record success-call C-1001 --place phone --outcome done --follow-up 1404-08-01
                """)
        @Argument(help: "The service kind of the plan, or a rule's id.") var kind: String
        @Argument(help: "The contract's number or id.") var contract: String?
        @OptionGroup var work: WorkOptions
        @OptionGroup var contact: Contact
        @OptionGroup var details: Details
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let record = try self.record()
                return try await common.errand { try await $0.make(record, key: $1) }
            }
        }

        func validate() throws {
            _ = try subject
        }

        private var subject: Subject {
            get throws { try Subject(first: kind, second: contract, customer: work.customer, isKindFirst: true) }
        }

        private func record() throws -> NewRecord {
            let subject = try subject
            var record = NewRecord(kind: subject.kind, place: work.place.place)
            record.contract = subject.contract
            record.customer = subject.customer
            record.line = work.line ?? ""
            record.quantity = try work.amount()
            record.metres = try work.metres()
            record.site = work.site
            record.quote = work.quote
            record.isVendorDefect = work.vendorDefect
            record.occurred = try common.moment(contact.occurred, option: "--occurred")
            contact.fill(&record)
            try details.fill(&record)
            return record
        }
    }

    struct Return: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give back what was brought; the record closes.",
            discussion: "Example: hamyar record return R-3 --to \"Ali Rezaei\"")
        @Argument(help: "The record's number, such as R-3.") var record: String
        @Option(help: "Who took it.") var to: String
        @Option(help: "done, partial or failed.") var outcome = OutcomeWord.done
        @Option(help: "What was done.") var note = ""
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { desk in
                try await desk.giveBack(record, to: to, outcome: outcome.rawValue, note: note)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List records, the newest first.")
        @Argument(help: "The contract's number or id. Default: all.") var contract: String?
        @Option(help: "Only of this service kind.") var kind: String?
        @Flag(help: "Only those that wait for something.") var open = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.records(of: contract, kind: kind, openOnly: open) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a record.")
        @Argument(help: "The record's number, such as R-3.") var record: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.record(record) }
        }
    }
}

extension RecordCommand {
    /// When, and how the customer got in touch.
    struct Contact: ParsableArguments {
        @Option(help: "When the work was done, such as 1404-05-12 or \"1404-05-12 11:59\". Default: now.") var occurred: String?
        @Option(help: "How the customer got in touch.") var channel: ChannelWord?
        @Option(help: "The message's or ticket's reference.") var reference = ""
        @Option(help: "The support code that the customer stated.") var code = ""
        @Option(help: "The help request that it answers, such as H-12.") var request = ""

        func fill(_ record: inout NewRecord) {
            record.channel = channel?.rawValue ?? ""
            record.reference = reference
            record.code = code
            record.helpRequest = request
        }
    }

    /// What belongs to some kinds of work alone.
    struct Details: ParsableArguments {
        @Option(help: "Who measured the way, such as odometer.") var source = ""
        @Option(help: "How many were trained.") var attendees: UInt32 = 0
        @Option(help: "What was brought.") var item = ""
        @Option(help: "Its serial.") var serial = ""
        @Option(help: "Who brought it.") var from = ""
        @Option(name: .customLong("file"), help: "What was sent, by its name in the library; repeatable.") var files: [String] =
            []
        @Option(help: "What was done.") var note = ""
        @Option(help: "done, partial or failed.") var outcome = OutcomeWord.done
        @Option(help: "The civil date on which the customer is called again.") var followUp = ""
        @Option(help: "Who did it, where it was somebody else: name or id.") var performer = ""
        @Option(help: "The serial or system code that was given.") var issued = ""
        @Option(help: "The fixed price in rials that the customer accepted on the phone.") var acceptPrice: String?
        @Option(help: "The customer's platform now.") var platform = ""
        @Option(help: "The product's version that was asked about.") var productVersion = ""

        func fill(_ record: inout NewRecord) throws {
            record.distanceSource = source
            record.attendees = attendees
            record.item = item
            record.serial = serial
            record.broughtBy = from
            record.files = files
            record.note = note
            record.outcome = outcome.rawValue
            record.followUp = followUp
            record.performer = performer
            record.issued = issued
            record.acceptedPrice = try acceptPrice.map { try TypedMoney.rials($0, option: "--accept-price") } ?? 0
            record.platform = platform
            record.version = productVersion
        }
    }
}

struct LibraryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library", abstract: "Guide files that customers are sent.", subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Enter a guide file by its digest.",
            discussion: "Example: hamyar library add year-end guide.mp4 --type video --version 3 --product ledger")
        @Argument(help: "Its name in the library.") var name: String
        @Argument(help: "The file.", completion: .file()) var file: String
        @Option(help: "text or video.") var type: LibraryWord
        @Option(help: "Its version.") var version: String
        @Option(help: "The product that it is about.") var product: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.once { desk, key in
                try await desk.addToLibrary(
                    name, path: file, type: type.rawValue, version: version, product: product, key: key)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the library.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.atRelay { try await $0.library() }
        }
    }
}
