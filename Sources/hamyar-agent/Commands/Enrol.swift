import Agent
import ArgumentParser
import Sentences

/// `hamyar-agent enrol RELAY --code CODE`
struct Enrol: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Enrol this machine at the vendor's relay.",
        discussion: "The code comes from the vendor. The same command may be repeated until it has succeeded.",
        aliases: ["enroll"])
    @Argument(help: "The relay, HOST:PORT.") var relay: String
    @Option(help: "The enrolment code, hamyar1-….") var code: String
    @Option(help: "A folder that can be allowed at all; may be repeated. Without it: where people and software live.")
    var root: [String] = []
    @Option(help: "The machine's name for the vendor; else the host's.") var name: String?
    @Option(help: "An HTTP proxy to the relay, HOST:PORT.") var proxy: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.perform {
            let output = try await AgentEnrolment(common.home, logger: common.logger).enrol(
                relay: relay, code: code, roots: root.isEmpty ? nil : root, name: name, proxy: proxy)
            let text = [
                AgentPhrase.enrolled.text(in: common.language),
                common.language.labelled(.vendor, output.vendorName),
                common.language.labelled(.machine, output.machine),
                common.language.labelled(.customer, output.customer),
                common.language.labelled(.checkWords, output.checkWords),
                AgentPhrase.roots.text(in: common.language) + ": " + output.roots.joined(separator: " "),
            ]
            return CommandOutput(document: output, text: text.joined(separator: "\n"))
        }
    }
}
