import Agent
import ArgumentParser
import Documents
import Glibc
import Sentences

/// What a command came to: a document for programs, a text for people, and the status to end with.
struct CommandOutput {
    var document: any Encodable & Sendable
    var text: String
    var exit: Sentences.ExitCode = .done
}

extension CommonOptions {
    /// Runs a command's work and prints what it came to; a failure becomes one sentence on standard error and its status.
    func perform(_ work: () async throws -> CommandOutput) async throws {
        let output: CommandOutput
        do {
            output = try await work()
            print(json ? try OutputDocument.text(output.document) : output.text)
        } catch {
            report(error)
            throw ArgumentParser.ExitCode(Sentences.ExitCode(for: error).rawValue)
        }
        if output.exit != .done { throw ArgumentParser.ExitCode(output.exit.rawValue) }
    }

    /// The sentence goes to standard error in any case; with --json the document has it too.
    func report(_ error: any Error) {
        if json, let document = try? OutputDocument.text(FailureOutput(error, in: language)) { print(document) }
        writeError(language.sentence(for: error))
    }

    func writeError(_ line: String) {
        fflush(nil)
        FileStream.error.write(line + "\n")
    }
}

/// Standard error as a place for text.
enum FileStream {
    case error

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress?.advanced(by: written), $0.count - written) }
            guard count > 0 || errno == EINTR else { return }
            written += max(0, count)
        }
    }
}
