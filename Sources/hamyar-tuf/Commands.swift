import ArgumentParser
import DurableFiles
import Primitives
import Updates

struct Initialise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "Trust a root.")
    @Option(name: .customLong("metadata-dir")) var metadataDirectory: String
    @Argument(help: "A file with root's metadata.") var root: String

    func run() async throws {
        let file = DurableFile(root, failing: .metadataUnreachable)
        guard let bytes = try file.read(limit: UpdateLimits.maximumRoot) else { throw Failure(.metadataAbsent, ["name": root]) }
        try UpdateClient.begin(bytes, in: MetadataStore(metadataDirectory), scheme: ForeignSchemes())
    }
}

struct Refresh: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the metadata up to date.")
    @Option(name: .customLong("metadata-dir")) var metadataDirectory: String
    @Option(name: .customLong("metadata-url")) var metadataURL: String

    func run() async throws {
        var client = try Self.client(metadataDirectory, metadataURL)
        try await client.refresh()
    }

    static func client(_ directory: String, _ url: String) throws -> UpdateClient {
        try UpdateClient(
            store: MetadataStore(directory), fetcher: RemoteDirectory(url), clock: SystemWallClock(), scheme: ForeignSchemes())
    }
}

struct Download: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the metadata up to date, then fetch targets.")
    @Option(name: .customLong("metadata-dir")) var metadataDirectory: String
    @Option(name: .customLong("metadata-url")) var metadataURL: String
    @Option(name: .customLong("target-name"), help: "A target's path; repeatable.") var names: [String]
    @Option(name: .customLong("target-base-url")) var targetURL: String
    @Option(name: .customLong("target-dir")) var targetDirectory: String

    func run() async throws {
        var client = try Refresh.client(metadataDirectory, metadataURL)
        try await client.refresh()
        let source = try RemoteDirectory(targetURL)
        for name in names {
            let target = try await client.target(name)
            let place = DurableFile(targetDirectory + "/" + MetadataRole.escaped(name), failing: .metadataStorage)
            let length = Int(clamping: target.file.length ?? 0)
            if let held = try? place.read(limit: length), Self.reason(held, target.file) == nil { continue }
            let bytes = try await source.fetch(
                path: Self.path(name, target.file, client.consistentSnapshot), maximumLength: length)
            if let reason = Self.reason(bytes, target.file) {
                throw Failure(.targetMismatch, ["target": name, "reason": reason])
            }
            try place.replace(with: bytes, mode: 0o644)
        }
    }

    private static func reason(_ bytes: [UInt8], _ file: FileDescription) -> String? {
        var check = ContentCheck(file)
        bytes.withUnsafeBytes { check.update($0) }
        return check.finish()
    }

    /// With its digest before its own name where snapshots are consistent.
    private static func path(_ name: String, _ file: FileDescription, _ consistent: Bool) -> [String] {
        var names = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if consistent, let digest = file.hashes["sha256"] ?? file.hashes.values.first, let last = names.popLast() {
            names.append(digest + "." + last)
        }
        return names
    }
}
