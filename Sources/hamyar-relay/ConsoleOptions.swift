import ArgumentParser
import Documents
import Foundation
import Logging
import Primitives
import Relay
import Sentences

/// What every command takes.
struct ConsoleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The relay's directory.", valueName: "dir"))
    var data: String

    @Flag(help: "Print one JSON document on standard output.")
    var json = false

    var home: RelayHome { RelayHome(path: data) }
    var language: Language { Language(environment: ProcessInfo.processInfo.environment) }

    /// For one-off commands: only what goes wrong.
    var logger: Logger {
        var logger = Logger(label: "hamyar-relay") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        return logger
    }

    /// Runs the work and prints what it came to: a text, or a JSON document.
    func perform(_ work: () async throws -> (document: any Encodable, text: String)) async throws {
        do {
            let (document, text) = try await work()
            try show(document, text)
        } catch let status as ArgumentParser.ExitCode {
            throw status
        } catch {
            throw refusal(error)
        }
    }

    func show(_ document: any Encodable, _ text: String) throws {
        guard json else { return print(text) }
        print(try OutputDocument.text(document))
    }

    /// One sentence on standard error, and the status that Docs/exit-codes.md lists; with --json the document says it, too.
    func refusal(_ error: any Error) -> ArgumentParser.ExitCode {
        if json, let document = try? OutputDocument.text(FailureOutput(error, in: language)) { print(document) }
        FileHandle.standardError.write(Data((language.sentence(for: error) + "\n").utf8))
        return ArgumentParser.ExitCode(Sentences.ExitCode(for: error).rawValue)
    }
}
