import Agent
import ArgumentParser
import Foundation
import Logging
import Sentences

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(help: "The agent's state directory (else HAMYAR_AGENT_STATE, else \(AgentHome.standardPath)).")
    var state: String?

    @Flag(help: "Print one JSON document.")
    var json = false

    @Option(name: .customLong("language"), help: "fa or en. Default: by locale.")
    var languageName: String?

    func validate() throws {
        if let languageName, Language(rawValue: languageName) == nil { throw ValidationError("--language is fa or en.") }
    }

    var home: AgentHome { AgentHome(state: state, environment: ProcessInfo.processInfo.environment) }
    var language: Language {
        languageName.flatMap { Language(rawValue: $0) } ?? Language(environment: ProcessInfo.processInfo.environment)
    }

    /// For commands: only what goes wrong. `run` has its own.
    var logger: Logger {
        var logger = Logger(label: "hamyar-agent") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        return logger
    }
}
