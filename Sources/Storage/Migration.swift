/// One step of a schema. A published migration is never edited; a change is a new one.
package struct Migration: Hashable, Sendable {
    /// Its place in the schema, from 1. Numbers are shared by all lists that make up one schema; gaps are fine.
    package let version: Int
    package let name: String
    /// One or more statements. Each table states owner, retention and erasure in a comment.
    package let sql: String

    package init(version: Int, name: String, sql: String) {
        self.version = version
        self.name = name
        self.sql = sql
    }
}
