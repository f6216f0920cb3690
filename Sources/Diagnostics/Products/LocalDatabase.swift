import Primitives

/// A database on this machine. It is asked through its own command-line client, as a program like all others: killed when it takes too
/// long, bounded in memory and output, and without a database library in this program.
package enum LocalDatabase: Hashable, Sendable {
    case sqlite(file: String)
    case postgresql(socket: String, database: String, user: String)
    case mysql(socket: String, database: String, user: String)

    /// `{"sqlite": "/var/lib/x.db", "query": …}`, `{"postgresql": "/run/postgresql", "database": …, "user": …, "query": …}`, `{"mysql": …}`.
    init(_ value: DeclaredValue) throws(Failure) {
        try value.allow(["sqlite", "postgresql", "mysql", "database", "user", "query"])
        let engines = ["sqlite", "postgresql", "mysql"].compactMap { value.find($0) }
        guard engines.count == 1 else { throw value.wrong("has one of sqlite, postgresql and mysql") }
        let place = try engines[0].path()
        guard value.find("sqlite") == nil else {
            guard value.find("database") == nil, value.find("user") == nil else {
                throw value.wrong("has a database or user beside a file")
            }
            self = .sqlite(file: place)
            return
        }
        let database = try value.require("database").name()
        let user = try value.require("user").name()
        self =
            value.find("postgresql") != nil
            ? .postgresql(socket: place, database: database, user: user) : .mysql(socket: place, database: database, user: user)
    }

    /// One statement that reads. The clients are told to write nothing, too; this refuses what would escape that.
    static func query(_ value: DeclaredValue) throws(Failure) -> String {
        let text = try value.text()
        let lower = text.lowercased()
        guard lower.hasPrefix("select ") || lower.hasPrefix("select\n") || lower.hasPrefix("with ") else {
            throw value.wrong("does not begin with SELECT or WITH")
        }
        guard !text.contains(";") else { throw value.wrong("has a semicolon: one statement stands alone") }
        guard !text.utf8.contains(where: { $0 < 32 && $0 != 10 && $0 != 9 }) else { throw value.wrong("has a control character") }
        for word in ["outfile", "dumpfile", "writefile", "readfile", "load_extension", "fsdir", "edit("]
        where lower.contains(word) {
            throw value.wrong("has \(word), which leads out of the database")
        }
        return text
    }

    /// The client's words, and what its environment has beside the usual.
    func command(_ query: String, timeout: Duration) -> (words: [String], environment: [String: String]) {
        switch self {
        case .sqlite(let file):
            (
                [
                    "sqlite3", "-batch", "-init", "/dev/null", "-readonly", "-header", "-list", "-separator", "\u{1f}",
                    "-newline", "\u{1e}", file, query,
                ], [:]
            )
        case .postgresql(let socket, let database, let user):
            (
                [
                    "psql", "--no-psqlrc", "--no-password", "--quiet", "--no-align", "--field-separator=\u{1f}",
                    "--record-separator=\u{1e}", "--pset=footer=off", "--host=" + socket, "--dbname=" + database,
                    "--username=" + user, "--set=ON_ERROR_STOP=1", "--command=" + query,
                ],
                [
                    "PGOPTIONS": "-c default_transaction_read_only=on -c statement_timeout=\(timeout.wholeMilliseconds)",
                    "PGCONNECT_TIMEOUT": "3",
                ]
            )
        case .mysql(let socket, let database, let user):
            (
                [
                    "mysql", "--no-defaults", "--protocol=socket", "--socket=" + socket, "--user=" + user,
                    "--database=" + database,
                    "--batch", "--connect-timeout=3", "--init-command=SET SESSION TRANSACTION READ ONLY", "--execute=" + query,
                ], [:]
            )
        }
    }

    /// What parts fields and rows in the client's output. mysql's are plain, and escaped where they stand in a value.
    var separators: (field: Character, row: Character) {
        if case .mysql = self { ("\t", "\n") } else { ("\u{1f}", "\u{1e}") }
    }
}
