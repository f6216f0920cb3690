import ArgumentParser
import Foundation
import Glibc
import Installer
import Sentences

/// What commands take that ask the running installer.
struct CommonOptions: ParsableArguments {
    @Option(help: "The installer's socket.", completion: .file(extensions: ["sock"]))
    var socket = InstallerHome.standardSocket

    @Flag(help: "Print one JSON document.")
    var json = false

    var language: Language { Language(environment: ProcessInfo.processInfo.environment) }

    /// Asks, and prints how the products stand; a failure becomes one sentence on standard error and its status.
    func ask(_ request: InstallerRequest, about product: String? = nil) throws {
        try perform {
            var answer = try InstallerClient(socket: socket).ask(request)
            if let product { answer.products.removeAll { $0.product != product } }
            print(
                json
                    ? try InstallerOutput.text(InstallerOutput(answer, in: language)) : InstallerText.make(answer, in: language))
        }
    }

    func perform(_ work: () throws -> Void) throws {
        do {
            try work()
        } catch {
            if json, let document = try? InstallerOutput.text(InstallerFailureOutput(error, in: language)) { print(document) }
            fflush(nil)
            StandardError.write(language.sentence(for: error))
            throw ArgumentParser.ExitCode(Sentences.ExitCode(for: error).rawValue)
        }
    }
}

enum StandardError {
    static func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
