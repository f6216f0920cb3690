package import Primitives
package import Sessions
import Updates

/// What a person has run on a machine.
package enum CommandRequest: Sendable {
    case command(CommandRun)
    /// `NAME` or `NAME@VERSION`; the newest version where none is said.
    case script(String, arguments: [String: String])

    /// `KEY=VALUE` of a command line. Throws `console.argument`.
    package static func arguments(_ texts: [String]) throws(Failure) -> [String: String] {
        var arguments: [String: String] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty, arguments[parts[0]] == nil else {
                throw Failure(.consoleArgument, ["option": "KEY=VALUE", "value": text, "reason": "KEY=VALUE, each once"])
            }
            arguments[parts[0]] = parts[1]
        }
        return arguments
    }

    /// Throws `scope.malformed` for what is no name.
    func word() throws(Failure) -> ScopeWord {
        switch self {
        case .command(let command): command.needed
        case .script(let name, _): try ScopeWord("script:" + Self.parts(name).name)
        }
    }

    private static func parts(_ text: String) -> (name: String, version: String?) {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        return (parts.first ?? "", parts.count == 2 ? parts[1] : nil)
    }

    /// The work that is signed: of a script what the vendor's metadata describe, told what it takes.
    ///
    /// Throws script, metadata and target codes.
    func work(_ trust: ReleaseTrust, _ fetcher: some MetadataFetcher, clock: any WallClock) async throws
        -> Sessions.Operation.Work
    {
        switch self {
        case .command(let command): return .command(command)
        case .script(let text, let given):
            let (name, version) = Self.parts(text)
            let wanted = version.flatMap { ReleaseVersion($0) }
            guard version == nil || wanted != nil else {
                throw Failure(.scriptUnknown, ["name": name, "version": version ?? ""])
            }
            let signed = try await trust.script(name, version: wanted, from: fetcher, clock: clock)
            guard let digest = signed.file.sha256, let length = signed.file.length else {
                throw Failure(.targetMismatch, ["target": signed.path, "reason": "sha256"])
            }
            let values = try signed.description.values(given)
            return .script(
                try ScriptRun(
                    name: name, version: signed.description.version.description, target: signed.path, digest: digest,
                    length: UInt64(clamping: length),
                    arguments: values.map { ScriptArgument(name: $0.name, value: $0.value.description) }))
        }
    }
}
