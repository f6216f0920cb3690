package import ArgumentParser
import Documents
import Foundation
package import Primitives
import Sentences

/// Reads the command line and runs the command. What is wrong with the line is told in one sentence, as any other failure.
package enum CommandLineStart {
    /// What a program knows of a line better than the library that reads it: of the names of the command that was meant, and of what
    /// follows them. nil: what the library says.
    package typealias Mistake = @Sendable (_ names: [String], _ rest: ArraySlice<String>) -> Failure?

    package static func run(_ root: any AsyncParsableCommand.Type, mistake: Mistake = { _, _ in nil }) async {
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            var command = try root.parseAsRoot(words)
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch let status as ArgumentParser.ExitCode {
            root.exit(withError: status)
        } catch {
            guard root.exitCode(for: error) == .validationFailure else { root.exit(withError: error) }
            let (names, rest) = command(words, beneath: root)
            let line = ([root._commandName] + names).joined(separator: " ")
            tell(mistake(names, rest) ?? UsageFailure.make(of: root.message(for: error), command: line), words, root._commandName)
            root.exit(withError: ArgumentParser.ExitCode(Sentences.ExitCode.usage.rawValue))
        }
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

    private static func tell(_ failure: Failure, _ words: [String], _ program: String) {
        let own = words.prefix { $0 != "--" }
        let language = language(own)
        if own.contains("--json"),
            let text = try? OutputDocument.text(FailureOutput(failure, in: language))
        {
            FileHandle.standardOutput.write(Data((text + "\n").utf8))
        }
        FileHandle.standardError.write(Data("\(program): \(language.sentence(for: failure))\n".utf8))
    }

    /// As the options would say it, which could not be read.
    private static func language(_ words: ArraySlice<String>) -> Language {
        let named = words.firstIndex(of: "--language").flatMap { words.dropFirst($0 + 1).first }
        return named.flatMap { Language(rawValue: $0) } ?? Language(environment: ProcessInfo.processInfo.environment)
    }
}
