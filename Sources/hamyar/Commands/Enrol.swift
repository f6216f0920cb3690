import ArgumentParser
import Console

struct Enrol: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Enrol this computer as a technician's.",
        discussion: "Until an admin has approved, the command says so and ends with 0; run it again, or use --wait.",
        aliases: ["enroll"])

    @Argument(help: "The relay, HOST:PORT.") var relay: String
    @Option(help: "The one-time code that the admin gave you.") var code: String
    @Option(help: "Your name as the customer sees it. Default: as before, else your user's.") var name: String?
    @Option(help: "A CONNECT proxy, HOST:PORT.") var proxy: String?
    @Flag(help: "Wait until an admin has approved.") var wait = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.answering {
            let enrolling = try Enrolling(
                common.home, relay: relay, code: code, name: name, proxy: proxy, logger: common.logger)
            return Answer(wait ? try await enrolling.wait() : try await enrolling.ask())
        }
    }
}
