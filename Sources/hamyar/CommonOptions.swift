import ArgumentParser
import Console
import Documents
import Foundation
import Logging
import Primitives
import Sentences

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(name: .customLong("state"), help: "The state directory. Default: $HAMYAR_STATE, else ~/.local/state/hamyar.")
    var statePath: String?

    @Flag(help: "Print one JSON document on standard output.")
    var json = false

    @Option(help: "fa or en. Default: by locale.")
    var language: String?

    private var environment: [String: String] { ProcessInfo.processInfo.environment }

    var home: ConsoleHome { ConsoleHome(state: statePath, environment: environment) }
    var speech: Language { language.flatMap { Language(rawValue: $0) } ?? Language(environment: environment) }

    var terminal: Terminal {
        var terminal = Terminal(environment: environment)
        if json { terminal.showsProgress = false }
        return terminal
    }

    /// Only warnings and worse, on standard error: sentences say what people need.
    var logger: Logger {
        var logger = Logger(label: "hamyar") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = environment["HAMYAR_LOG"].flatMap { Logger.Level(rawValue: $0) } ?? .critical
        return logger
    }

    func validate() throws {
        if let language, Language(rawValue: language) == nil { throw ValidationError("--language is fa or en.") }
    }

    /// Runs a command at the relay.
    func atRelay(_ work: @Sendable (TechnicianDesk) async throws -> any Report) async throws {
        try await answering { Answer(try await TechnicianDesk.sit(at: RelayDoor(home, logger: logger), work)) }
    }

    /// Runs a command that changes something at the relay: where the way is lost in the middle it goes on with the same key, so that
    /// nothing happens twice.
    func once(_ work: @Sendable (TechnicianDesk, String) async throws -> any Report) async throws {
        try await answering { try await errand(work) }
    }

    /// The same inside of `answering`, behind what is read from the command line first.
    func errand(_ work: @Sendable (TechnicianDesk, String) async throws -> any Report) async throws -> Answer {
        Answer(try await Errand.run(at: RelayDoor(home, logger: logger), work))
    }

    /// Runs a command and prints what it found, or why it failed; ends the program with the status that says so.
    func answering(_ work: () async throws -> Answer) async throws {
        do {
            let answer = try await work()
            try show(answer.report)
            if let failure = answer.failure { throw Spoken(failure) }
        } catch let error as Spoken {
            // The document is out already.
            complain(error.failure)
            throw status(of: error.failure)
        } catch {
            if json { write(try OutputDocument.text(FailureOutput(error, in: speech))) }
            complain(error)
            throw status(of: error)
        }
    }

    /// As `answering`; where the person stops the program, it says that the same command goes on.
    ///
    /// - Parameter status: of a program that was stopped; nil: as a shell says it of one that the signal ended.
    func transferring(
        stopped status: Int32? = Sentences.ExitCode.tryLater.rawValue, _ work: () async throws -> Answer
    ) async throws {
        let signal = StopSignal(speech, status: status)
        defer { signal.end() }
        try await answering(work)
    }

    /// Runs a program elsewhere: the document, or what people need to know beside its output; ends with the program's own status.
    func running(_ cancel: CommandCancel, _ work: () async throws -> CommandReport) async throws {
        let signal = CancelSignal(cancel)
        defer { signal.end() }
        var status: Int32?
        do {
            try await perform(work, &status)
        } catch {
            // It was cancelled from here, and its outcome said so.
            if let stopped = signal.status { throw ArgumentParser.ExitCode(stopped) }
            throw error
        }
        if let status, status != 0 { throw ArgumentParser.ExitCode(status) }
    }

    private func perform(_ work: () async throws -> CommandReport, _ status: inout Int32?) async throws {
        try await answering {
            let report = try await work()
            status = report.status
            guard !json else { return Answer(report, failure: report.failure) }
            var page = Page(speech, terminal)
            report.write(to: &page)
            if !page.text.isEmpty { FileHandle.standardError.write(Data((page.text + "\n").utf8)) }
            if let failure = report.failure { throw failure }
            return Answer(Silence())
        }
    }

    /// A line that the person at the terminal types.
    ///
    /// - Throws: `console.argument` where nobody sits at one, `console.declined` where they end the input instead.
    func ask(_ word: Word, of name: String, option: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw Failure(.consoleArgument, ["option": option, "value": "", "reason": "nobody to ask"])
        }
        FileHandle.standardError.write(Data("\(speech.word(word)) (\(name)): ".utf8))
        guard let line = readLine() else { throw Failure(.consoleDeclined) }
        return line
    }

    /// For people while a command waits; documents come at the end.
    func say(_ text: String) {
        if !json { write(text) }
    }

    private func show(_ report: any Report) throws {
        if report is Silence { return }
        guard !json else { return write(try OutputDocument.text(report)) }
        var page = Page(speech, terminal)
        report.write(to: &page)
        write(page.text)
    }

    private func write(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    private func complain(_ error: any Error) {
        FileHandle.standardError.write(Data(("hamyar: " + speech.sentence(for: error) + "\n").utf8))
    }

    private func status(of error: any Error) -> ArgumentParser.ExitCode {
        ArgumentParser.ExitCode(Sentences.ExitCode(for: error).rawValue)
    }
}

/// What was written before says it all.
private struct Silence: Report {
    func write(to page: inout Page) {}
}

/// A failure whose report was printed.
private struct Spoken: Error {
    let failure: Failure

    init(_ failure: Failure) {
        self.failure = failure
    }
}
