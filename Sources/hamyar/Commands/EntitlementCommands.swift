import ArgumentParser
import Console

struct Ledger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a contract's quotas and what moved them.")
    @Argument(help: "The contract's number or id.") var contract: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.atRelay { try await $0.ledger(contract) }
    }
}

struct EntitlementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entitlement",
        abstract: "Show what a contract gives: what is left of what, until when, what it costs beyond.",
        discussion: """
            One screen of 24 lines; --kinds shows every service kind and quota.

            Example: hamyar entitlement C-1001
            """)
    @Argument(help: "The contract's number or id.") var contract: String
    @Flag(help: "All service kinds and quotas, in tables.") var kinds = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.atRelay { try await $0.entitlement(contract, kinds: kinds) }
    }
}

struct VerdictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verdict",
        abstract: "Say what a contract says to a wish: covered, at what price, on which conditions.",
        discussion: """
            Nothing is reserved and nobody is asked. Ends with 0 where the work may begin, 81 where it is not covered or needs a \
            quote first, 82 where several lines could pay (see --line). Times are of Tehran. For a prospect: \
            hamyar verdict KIND --customer NAME.

            Examples:
              hamyar verdict C-1001 remote-install
              hamyar verdict C-1001 on-site-visit --place on-site --distance 39.9km
              hamyar verdict C-1001 support-hours --quantity 1.5h --at "1404-05-12 11:59"
              hamyar verdict C-1001 guidance --place phone --channel phone --identity code
            """)

    @Argument(help: "The contract's number or id.") var contract: String
    @Argument(help: "The service kind of the plan, or a rule's id.") var kind: String?
    @OptionGroup var work: WorkOptions
    @Option(help: "When, such as \"1404-05-12 11:59\", 1404-05-12 or 11:59. Default: now.") var at: String?
    @Option(help: "How the customer got in touch.") var channel: ChannelWord?
    @Option(help: "How surely the customer is known. Default: as you have checked.") var identity: IdentityWord?
    @Option(help: "The customer's earlier work that this belongs to, such as R-3 or S-1042.") var incident = ""
    @Option(help: "The customer's platform now.") var platform = ""
    @Option(help: "The product's version that is asked about.") var productVersion = ""
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering {
            let question = try self.question()
            return try await TechnicianDesk.sit(at: RelayDoor(common.home, logger: common.logger)) {
                try await $0.verdict(question)
            }
        }
    }

    func validate() throws {
        _ = try subject
    }

    private var subject: Subject {
        get throws { try Subject(first: contract, second: kind, customer: work.customer, isKindFirst: false) }
    }

    private func question() throws -> PhoneQuestion {
        let subject = try subject
        var question = PhoneQuestion(kind: subject.kind, place: work.place.place)
        question.contract = subject.contract
        question.customer = subject.customer
        question.line = work.line ?? ""
        question.quantity = try work.amount()
        question.occurred = try common.moment(at, option: "--at")
        question.channel = channel?.rawValue ?? ""
        question.identity = identity?.rawValue ?? ""
        question.metres = try work.metres()
        question.site = work.site
        question.incident = incident
        question.platform = platform
        question.version = productVersion
        question.quote = work.quote
        question.isVendorDefect = work.vendorDefect
        return question
    }
}

/// What a piece of work is, wherever it is asked about or written down.
struct WorkOptions: ParsableArguments {
    @Option(help: "Where the work is done.") var place = PlaceWord.remote
    @Option(help: "How much: 2, 90m, 1.5h, 2d, or 2x3d for two experts and three days.") var quantity: String?
    @Option(help: "The way to the site, such as 39.9km. Default: as recorded for --site.") var distance: String?
    @Option(help: "The customer's site, by name.") var site = ""
    @Option(help: "The line of the contract, product or id, where several could pay.") var line: String?
    @Option(help: "The accepted quote that pays.") var quote = ""
    @Option(help: "A prospect's name or id, in place of a contract.") var customer: String?
    @Flag(help: "The vendor's own defect: free by rule.") var vendorDefect = false

    func amount() throws -> TypedQuantity? {
        try quantity.map { try TypedQuantity($0, option: "--quantity") }
    }

    func metres() throws -> Int64 {
        try distance.map { try TypedDistance.metres($0, option: "--distance") } ?? 0
    }
}

/// A kind, and whose work it is: a contract's, or a prospect's, who has none.
struct Subject {
    let kind: String
    var contract = ""
    var customer = ""

    /// - Parameter isKindFirst: whether KIND stands before CONTRACT on the command line.
    /// - Throws: ArgumentParser's usage error where both or neither of contract and prospect are named.
    init(first: String, second: String?, customer: String?, isKindFirst: Bool) throws {
        if let customer {
            guard second == nil else { throw ValidationError("A prospect has no contract: KIND --customer NAME.") }
            kind = first
            self.customer = customer
            return
        }
        guard let second else {
            throw ValidationError((isKindFirst ? "KIND CONTRACT" : "CONTRACT KIND") + ", or for a prospect KIND --customer NAME.")
        }
        kind = isKindFirst ? first : second
        contract = isKindFirst ? second : first
    }
}
