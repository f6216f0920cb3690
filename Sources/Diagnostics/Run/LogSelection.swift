package import Primitives

/// Which logs a diagnosis takes, and how much of each.
package struct LogSelection: Codable, Hashable, Sendable {
    /// Milliseconds since 1970; nil: no bound.
    package var sinceMillis: Int64?
    package var untilMillis: Int64?
    /// Of each log, its last ones.
    package var lines: Int
    /// Of each log, its end.
    package var bytes: Int
    package var sources: [LogSource]

    package init(
        since: Timestamp? = nil, until: Timestamp? = nil, lines: Int = DiagnosticsLimits.logLines,
        bytes: Int = DiagnosticsLimits.logBytes, sources: [LogSource] = LogSource.standard
    ) {
        sinceMillis = since?.milliseconds
        untilMillis = until?.milliseconds
        self.lines = min(max(1, lines), DiagnosticsLimits.maximumLogLines)
        self.bytes = min(max(1, bytes), DiagnosticsLimits.maximumLogBytes)
        self.sources = sources
    }

    package var since: Timestamp? { sinceMillis.map { Timestamp(milliseconds: $0) } }
    package var until: Timestamp? { untilMillis.map { Timestamp(milliseconds: $0) } }
}

/// One entry of the allow-list: nothing else is read.
package struct LogSource: Codable, Hashable, Sendable {
    /// Letters, digits, `-`, `_` and `.`: the file of the bundle is `logs/NAME.txt`.
    package let name: String
    /// Patterns of absolute paths, `*` and `?` within a name.
    package let files: [String]
    /// Units of the journal; nil: no journal. An empty list: the whole journal.
    package let units: [String]?
    /// The least important syslog priority that is taken, 0 to 7.
    package let priority: Int?

    package init(name: String, files: [String] = [], units: [String]? = nil, priority: Int? = nil) {
        self.name = name
        self.files = files
        self.units = units
        self.priority = priority
    }

    /// What is taken where nobody says otherwise: the system's own log, from warnings on.
    package static let standard = [
        LogSource(name: "journal", units: [], priority: 4),
        LogSource(name: "syslog", files: ["/var/log/syslog", "/var/log/messages"]),
        LogSource(name: "kernel", files: ["/var/log/kern.log"]),
        LogSource(
            name: "packages",
            files: ["/var/log/dpkg.log", "/var/log/apt/history.log", "/var/log/dnf.rpm.log", "/var/log/zypp/history"]),
    ]
}
