import ArgumentParser
import Documents
import Foundation
import Primitives
import Sentences

/// Reads the command line and runs the command. What is wrong with the line is told in one sentence, as any other failure.
enum CommandLineStart {
    static func run(_ root: any AsyncParsableCommand.Type) async {
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            var command = try root.parseAsRoot(words)
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch let status as ArgumentParser.ExitCode {
            root.exit(withError: status)
        } catch {
            guard root.exitCode(for: error) == .validationFailure else { root.exit(withError: error) }
            tell(failure(of: root.message(for: error), in: words, root), words)
            root.exit(withError: ArgumentParser.ExitCode(Sentences.ExitCode.usage.rawValue))
        }
    }

    private static func failure(
        of message: String, in words: [String], _ root: any ParsableCommand.Type
    ) -> Failure {
        let (names, _) = command(words, beneath: root)
        return UsageFailure.make(of: message, command: ([root._commandName] + names).joined(separator: " "))
    }

    /// The names of the command that is meant, and what follows them.
    private static func command(
        _ words: [String], beneath root: any ParsableCommand.Type
    ) -> (names: [String], rest: ArraySlice<String>) {
        var (names, rest, at) = ([String](), words[...], root)
        while let word = rest.first, let next = at.configuration.subcommands.first(where: { $0._commandName == word }) {
            names.append(word)
            rest = rest.dropFirst()
            at = next
        }
        return (names, rest)
    }

    private static func tell(_ failure: Failure, _ words: [String]) {
        let language = language(words)
        if words.prefix(while: { $0 != "--" }).contains("--json"),
            let text = try? OutputDocument.text(FailureOutput(failure, in: language))
        {
            FileHandle.standardOutput.write(Data((text + "\n").utf8))
        }
        FileHandle.standardError.write(Data("hamyar-agent: \(language.sentence(for: failure))\n".utf8))
    }

    /// As the options would say it, which could not be read.
    private static func language(_ words: [String]) -> Language {
        let named = words.firstIndex(of: "--language").flatMap { words.dropFirst($0 + 1).first }
        return named.flatMap { Language(rawValue: $0) } ?? Language(environment: ProcessInfo.processInfo.environment)
    }
}
