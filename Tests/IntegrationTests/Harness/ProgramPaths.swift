import Foundation

/// Where the programs under test and the tree's files are.
enum ProgramPaths {
    static let relay = program("hamyar-relay")
    static let agent = program("hamyar-agent")
    static let console = program("hamyar")
    static let tuf = program("hamyar-tuf")
    static let installer = program("hamyar-installer")
    static let runner = program("hamyar-runner")
    /// The system's own: Scripts/setup installs its packages.
    static let python = "/usr/bin/python3"

    /// The package's root.
    static let tree = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static let referenceClient = tree + "/Protocol/reference/hamyar_reference.py"
    static let padra = tree + "/Examples/plans/padra.yaml"
    static let faragostar = tree + "/Examples/plans/faragostar.yaml"
    static let faragostarCalendar = tree + "/Examples/calendars/faragostar.yaml"
    static let schemas = tree + "/Docs/schemas"

    /// Beside the running test bundle, which is built in the same configuration.
    private static func program(_ name: String) -> String {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent(name).path
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : tree + "/.build/debug/" + name
    }
}
