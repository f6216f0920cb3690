import ArgumentParser
import Glibc
import Primitives

/// The client of `Updates` behind the command line that public conformance suites drive (design of releases). Exit status 0 or 1.
@main
struct HamyarTUF: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hamyar-tuf", abstract: "Drives the client of release metadata; a tool for tests.",
        subcommands: [Initialise.self, Refresh.self, Download.self])

    static func main() async {
        do {
            var command = try parseAsRoot(CommandLine.arguments.dropFirst().reordered)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let line = Array("hamyar-tuf: \(error is Failure ? "\(error)" : message(for: error))\n".utf8)
            _ = Glibc.write(STDERR_FILENO, line, line.count)
            Glibc.exit(exitCode(for: error) == .success ? 0 : 1)
        }
    }
}

extension ArraySlice<String> {
    /// Options come before the command in the contract, and after it in ArgumentParser.
    fileprivate var reordered: [String] {
        let words: Set = ["init", "refresh", "download"]
        var index = startIndex
        while index < endIndex {
            if words.contains(self[index]) { return [self[index]] + self[startIndex..<index] + self[(index + 1)...] }
            index += self[index].hasPrefix("--") && !self[index].contains("=") ? 2 : 1
        }
        return Array(self)
    }
}
