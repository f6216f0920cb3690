import Foundation
import Primitives
import Testing

@testable import Storage

@Suite struct MigrationTests {
    let directory: TemporaryDirectory
    let path: String
    let second = Migration(version: 5, name: "covers", sql: "ALTER TABLE books ADD COLUMN cover TEXT;")

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path("shelf.sqlite")
    }

    @Test func `an old file is brought to the newest version and keeps its rows`() throws {
        let old = try Database.create(path: path, schema: .shelf)
        try old.write { try $0.execute("INSERT INTO books VALUES ('a', 3)") }
        try old.close()
        let new = try Database.open(path: path, schema: .shelf.adding(second))
        let row = try #require(try new.read { try $0.first("SELECT * FROM books") })
        #expect(try row.value("copies") == 3)
        #expect(try row.value("cover", as: String?.self) == nil)
        #expect(try new.read { try $0.value("PRAGMA user_version") } == 5)
    }

    @Test func `a newer file is refused and named`() throws {
        try Database.create(path: path, schema: .shelf.adding(second)).close()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect {
            try Database.open(path: path, schema: .shelf)
        } throws: { error in
            guard let failure = error as? Failure else { return false }
            return failure.code == .storageNewer && failure.parameters["found"] == "5" && failure.parameters["known"] == "1"
                && failure.parameters["path"] == path
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func `a file of another application or history is foreign`() throws {
        try Database.create(path: path, schema: .shelf).close()
        let other = Schema(name: "garage", application: 78, migrations: Schema.shelf.migrations)
        #expect(code { try Database.open(path: path, schema: other) } == .storageForeign)
        let renamed = Schema(
            name: "shelf", application: 77, migrations: [Migration(version: 1, name: "papers", sql: "SELECT 1")])
        #expect(code { try Database.open(path: path, schema: renamed) } == .storageForeign)
        #expect(code { try Database.open(path: path, schema: .shelf.adding(Schema.shelf.migrations[0])) } == .storageForeign)
    }

    @Test func `an upgrade happens whole or not at all`() throws {
        try Database.create(path: path, schema: .shelf).close()
        let broken = Schema.shelf.adding(second)
            .adding(Migration(version: 6, name: "broken", sql: "CREATE TABLE extra (x) ; SELECT * FROM nowhere;"))
        #expect(code { try Database.open(path: path, schema: broken) } == .storageFailed)
        let database = try Database.open(path: path, schema: .shelf)
        #expect(try database.read { try $0.value("PRAGMA user_version") } == 1)
        #expect(try database.read { try $0.value("SELECT count(*) FROM pragma_table_info('books')") } == 2)
    }

    @Test func `a creation that fails leaves no file`() throws {
        let broken = Schema(name: "shelf", application: 77, migrations: [Migration(version: 1, name: "x", sql: "CREATE x")])
        #expect(code { try Database.create(path: path, schema: broken) } == .storageFailed)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path).isEmpty)
    }
}
