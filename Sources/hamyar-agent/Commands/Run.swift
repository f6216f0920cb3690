import Agent
import ArgumentParser
import Glibc
import Logging
import Sentences
import ServiceLifecycle
import UnixSignals

/// `hamyar-agent run`
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the agent: dial the relay, and do what is approved here.",
        discussion: "Prints one line when the control socket listens; everything else goes to standard error.")
    @Option(help: "A program that is run with the session's number when a request arrives; see HAMYAR_… in its environment.")
    var notify: String?
    @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel = "info"
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if Logger.Level(rawValue: logLevel) == nil { throw ValidationError("--log-level takes one of its words.") }
    }

    func run() async throws {
        var logger = Logger(label: "hamyar-agent") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .info
        let service = AgentService(
            common.home, notify: notify, collector: [OwnProgram.path, "collect"],
            announce: { path in
                print("listening on \(path)")
                fflush(nil)
            }, logger: logger)
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch {
            common.report(error)
            throw ArgumentParser.ExitCode(Sentences.ExitCode(for: error).rawValue)
        }
    }
}
