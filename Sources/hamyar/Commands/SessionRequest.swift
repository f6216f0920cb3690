import ArgumentParser
import Console
import Sessions

extension SessionCommand {
    struct Request: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask a customer for a session.",
            discussion: """
                The verdict says what it draws on and costs. The request expires after 15 min with --wait, else after 24 h; the \
                grant after --for.

                Examples:
                  hamyar session request M-1 --service error-fixing --allow push:/srv/app --reason "The totals are wrong" --wait
                  hamyar session request M-1 --service support-hours --quantity 90m --quote Q-12 --allow pull:/srv/app \
                --reason "Report" --dry-run
                """)

        enum Initiator: String, ExpressibleByArgument, CaseIterable { case technician, vendor }

        @Argument(help: "The machine's number, name or id.") var machine: String
        @Option(help: "The service kind of the plan.") var service: String
        @Option(help: ArgumentHelp("What shall be allowed, such as push:/srv/app; repeatable, no default.", valueName: "word"))
        var allow: [String]
        @Option(help: "Why, for the customer.") var reason: String
        @Option(name: .customLong("for"), help: "How long the grant shall last, such as 30m.") var length = "30m"
        @Option(help: "At most so many bytes of files, both ways together.") var bytes: UInt64?
        @Option(help: "A ticket's number.") var ref = ""
        @Option(help: "The contract that pays, number or id, where several could.") var contract: String?
        @Option(help: "The line of the contract, product or id, where several could pay.") var line: String?
        @Option(help: "How much, in what the kind counts: 2, 90m, 1.5h, 2d. Default: one.") var quantity: String?
        @Option(help: "The quote by which the customer pays, accepted before or with the grant.") var quote = ""
        @Option(help: "remote, phone, on-site, company or agency.") var place = PlaceWord.remote
        @Option(help: "vendor: for the vendor's own defect, free by rule.") var initiator = Initiator.technician
        @Flag(help: "Follow until the customer has answered.") var wait = false
        @Flag(help: "Show the verdict and ask nobody.") var dryRun = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let asking = try self.asking()
                return try await TechnicianDesk.sit(at: RelayDoor(common.home, logger: common.logger)) { desk in
                    if dryRun { return try await desk.evaluate(asking) }
                    return try await common.follow(desk.request(asking), on: desk, wait: wait)
                }
            }
        }

        private func asking() throws -> SessionAsking {
            SessionAsking(
                machine: machine, kind: service, place: place.place,
                scope: try Scope(parsing: allow, byteLimit: bytes), reason: reason,
                duration: try LengthOfTime.parse(length, option: "--for"), reference: ref, contract: contract,
                line: line, quantity: try quantity.map { try TypedQuantity($0, option: "--quantity") }, quote: quote,
                isVendorDefect: initiator == .vendor, isWatched: wait)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask for work of another kind beside a session.",
            discussion: "A signed request cannot change: this is a new session that refers to the old one, with fresh consent.")

        @Argument(help: "The session's number or id.") var id: String
        @Option(help: "The service kind of the plan.") var service: String
        @Option(help: "What shall be allowed; repeatable. Default: as in the old session.") var allow: [String] = []
        @Option(help: "Why. Default: as in the old session.") var reason: String?
        @Option(name: .customLong("for"), help: "How long. Default: as in the old session.") var length: String?
        @Option(help: "The contract that pays, where several could.") var contract: String?
        @Option(help: "remote, phone, on-site, company or agency.") var place = PlaceWord.remote
        @Flag(help: "Follow until the customer has answered.") var wait = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let scope = allow.isEmpty ? nil : try Scope(parsing: allow)
                let duration = try length.map { try LengthOfTime.parse($0, option: "--for") }
                return try await TechnicianDesk.sit(at: RelayDoor(common.home, logger: common.logger)) { desk in
                    let outcome = try await desk.add(
                        to: id, kind: service, place: place.place, scope: scope, reason: reason, duration: duration,
                        contract: contract,
                        isWatched: wait)
                    return try await common.follow(outcome, on: desk, wait: wait, isSuccessor: true)
                }
            }
        }
    }

    struct Extend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask for more time for the same work.",
            discussion: """
                A signed request cannot change: this is a new session that refers to the old one, with fresh consent. Work that \
                draws on a quota or costs is not extended, for it would be counted twice; request a new session.
                """)

        @Argument(help: "The session's number or id.") var id: String
        @Option(name: .customLong("for"), help: "How long, such as 30m.") var length: String
        @Flag(help: "Follow until the customer has answered.") var wait = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.answering {
                let duration = try LengthOfTime.parse(length, option: "--for")
                return try await TechnicianDesk.sit(at: RelayDoor(common.home, logger: common.logger)) { desk in
                    let outcome = try await desk.extend(id, by: duration, isWatched: wait)
                    return try await common.follow(outcome, on: desk, wait: wait, isSuccessor: true)
                }
            }
        }
    }
}

extension CommonOptions {
    /// Shows a new session, and with `--wait` what the customer's side does with it.
    func follow(
        _ outcome: RequestOutcome, on desk: TechnicianDesk, wait: Bool, isSuccessor: Bool = false
    ) async throws -> Answer {
        switch outcome {
        case .notAsked(let evaluation, let failure): return Answer(evaluation, failure: failure)
        case .asked(let facts):
            if isSuccessor { say(speech.word(.newSession)) }
            guard wait else { return Answer(SessionOutput(facts)) }
            var page = Page(speech, terminal)
            SessionOutput(facts).write(to: &page)
            say(page.text)
            return try await desk.follow(facts) { facts in
                if let word = facts.news { say(speech.word(word)) }
            }
        }
    }
}
