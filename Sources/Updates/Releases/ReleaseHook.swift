/// A program in the payload that is run at one step of an install: no shell reads it.
package struct ReleaseHook: Hashable, Sendable {
    /// In the order in which they may run.
    package enum Step: String, CaseIterable, Sendable {
        case precheck, backup, stop, start, health, open, restore
    }

    /// A day, seconds.
    package static let longestTimeout: Int64 = 86400
    package static let mostArguments = 32
    package static let longestArgument = 1024

    /// The program's path in the payload, then its arguments.
    package let run: [String]
    /// Seconds.
    package let timeout: Int64

    /// nil where the command is empty or too long, its path leaves the payload, or the time is none.
    package init?(run: [String], timeout: Int64) {
        guard let path = run.first, Self.isInside(path), run.count <= Self.mostArguments,
            (1...Self.longestTimeout).contains(timeout),
            run.allSatisfy({ $0.utf8.count <= Self.longestArgument && !$0.utf8.contains(0) })
        else { return nil }
        self.run = run
        self.timeout = timeout
    }

    init?(_ value: JSONValue) {
        guard let elements = value["run"]?.elements, let timeout = value["timeout"]?.integer else { return nil }
        let run = elements.compactMap(\.text)
        guard run.count == elements.count else { return nil }
        self.init(run: run, timeout: timeout)
    }

    var json: JSONValue { ["run": .array(run.map { .string($0) }), "timeout": .number(timeout)] }

    private static func isInside(_ path: String) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}
