import Primitives

/// One thing that a declaration collects, with its own bounds.
package struct DeclaredProbe: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// An absolute program and its arguments; no shell.
        case command([String])
        /// Patterns of absolute paths.
        case files([String])
        case http(LocalEndpoint)
        case sql(LocalDatabase, query: String)
    }

    package let name: String
    package let kind: Kind
    /// Its answer is JSON and becomes facts; else it is text.
    package let isJSON: Bool
    package let timeout: Duration
    package let bytes: Int
    package let memory: UInt64

    init(_ value: DeclaredValue) throws(Failure) {
        try value.allow(["name", "command", "files", "http", "sql", "format", "limits"])
        name = try value.require("name").name()
        let kinds = ["command", "files", "http", "sql"].compactMap { value.find($0) }
        guard kinds.count == 1 else { throw value.wrong("has one of command, files, http and sql") }
        if value.find("command") != nil {
            let words = try value.list("command", limit: DiagnosticsLimits.commandWords) { word throws(Failure) in try word.text()
            }
            guard let program = words.first, PathPatterns.problem(program) == nil else {
                throw kinds[0].wrong("does not begin with an absolute path")
            }
            kind = .command(words)
        } else if value.find("files") != nil {
            let patterns = try value.list("files", limit: 16) { pattern throws(Failure) in try pattern.pattern() }
            guard !patterns.isEmpty else { throw kinds[0].wrong("is empty") }
            kind = .files(patterns)
        } else if let http = value.find("http") {
            kind = .http(try LocalEndpoint(http))
        } else {
            let sql = kinds[0]
            kind = .sql(try LocalDatabase(sql), query: try LocalDatabase.query(sql.require("query")))
        }
        isJSON = try value.find("format")?.word(of: ["json", "text"]) == "json"
        if isJSON, case .files = kind { throw value.wrong("has files, which are text") }
        if isJSON, case .sql = kind { throw value.wrong("has sql, whose rows are facts already") }
        let limits = value.find("limits")
        try limits?.allow(["millis", "bytes", "memory_bytes"])
        timeout =
            try limits?.find("millis").map { value throws(Failure) in
                .milliseconds(try value.integer(1...DiagnosticsLimits.probeTime.wholeMilliseconds))
            } ?? DiagnosticsLimits.defaultProbeTime
        bytes =
            try limits?.find("bytes").map { value throws(Failure) in
                Int(try value.integer(1...Int64(DiagnosticsLimits.maximumProbeBytes)))
            } ?? DiagnosticsLimits.probeBytes
        memory =
            try limits?.find("memory_bytes").map { value throws(Failure) in
                UInt64(try value.integer(1 << 20...Int64(DiagnosticsLimits.probeMemory)))
            } ?? DiagnosticsLimits.probeMemory
    }
}
