import GRDB
import Primitives
import Synchronization

extension Schema {
    /// The first object (table, index, trigger) of the tables that is not as the migrations make it, or that they do not make; nil
    /// where all are. An index that somebody added by hand counts, too: it can forbid rows.
    package func firstDifference(_ transaction: Transaction, tables: [String]) throws -> String? {
        let expected = try expected(tables)
        let found = try Self.objects(transaction, tables)
        return expected.symmetricDifference(found).map(\.name).min()
    }

    private func expected(_ tables: [String]) throws -> Set<Object> {
        let key = "\(name) \(version) \(tables.joined(separator: " "))"
        if let known = Self.known.withLock({ $0[key] }) { return known }
        let made = try translatingErrors {
            let database = try DatabaseQueue()
            try database.write { try migrate(Transaction($0), isNew: true) }
            return try database.read { try Self.objects(Transaction($0), tables) }
        }
        Self.known.withLock { $0[key] = made }
        return made
    }

    /// What the migrations make, by schema and tables: a program has one schema and few questions.
    private static let known = Mutex<[String: Set<Object>]>([:])

    private struct Object: Hashable {
        let name: String
        let sql: String
    }

    private static func objects(_ transaction: Transaction, _ tables: [String]) throws -> Set<Object> {
        let places = Array(repeating: "?", count: tables.count).joined(separator: ", ")
        let rows = try transaction.query(
            "SELECT type || ' ' || name AS name, coalesce(sql, '') AS sql FROM sqlite_schema WHERE tbl_name IN (\(places))",
            tables)
        return Set(try rows.map { Object(name: try $0.value("name"), sql: try $0.value("sql")) })
    }
}
