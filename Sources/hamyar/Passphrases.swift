import Console
import Foundation
import Glibc
import Primitives
import Sentences

/// Passphrases of keys' files, as people type them: at the terminal, without showing them.
struct Passphrases: Sendable {
    let speech: Language

    /// nil where nobody sits at a terminal.
    @Sendable func ask(_ file: String) throws -> String? {
        try read(speech.word(.passphrase), file)
    }

    /// A new one, typed twice.
    ///
    /// Throws `console.argument` where nobody sits at a terminal, or both differ.
    func new(_ file: String) throws -> String {
        guard let first = try read(speech.word(.newPassphrase), file), let second = try read(speech.word(.passphraseAgain), file)
        else {
            throw Failure(.consoleArgument, ["option": "--passphrase", "value": "", "reason": "nobody to ask"])
        }
        guard first == second else {
            throw Failure(.consoleArgument, ["option": "--passphrase", "value": "", "reason": "both must be the same"])
        }
        return first
    }

    private func read(_ word: String, _ file: String) throws -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        // It asks the controlling terminal, with its echo off, and gives that back whatever happens.
        guard let typed = getpass("\(word) (\(file)): ") else { throw Failure(.consoleDeclined) }
        defer { memset(typed, 0, strlen(typed)) }
        return String(cString: typed)
    }
}
