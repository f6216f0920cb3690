import Foundation
import Primitives
import Testing

@testable import Storage

extension Schema {
    static let shelf = Schema(
        name: "shelf", application: 77,
        migrations: [
            Migration(
                version: 1, name: "books",
                sql: """
                    CREATE TABLE books (id TEXT PRIMARY KEY, copies INTEGER NOT NULL CHECK (copies >= 0)) STRICT;
                    CREATE TABLE loans (book TEXT NOT NULL REFERENCES books (id)) STRICT;
                    """)
        ])

    func adding(_ migration: Migration) -> Schema {
        Schema(name: name, application: application, migrations: migrations + [migration])
    }
}

func code(_ body: () throws -> some Any) -> Failure.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? Failure)?.code
    }
}

@Suite struct DatabaseFileTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path("shelf.sqlite")
    }

    @Test func `a new file is its owner's alone and says what it is`() throws {
        let database = try Database.create(path: path, schema: .shelf)
        try database.write { try $0.execute("INSERT INTO books VALUES ('a', 1)") }
        for suffix in ["", "-wal", "-shm"] {
            let mode = try FileManager.default.attributesOfItem(atPath: path + suffix)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
        let facts = try database.write { transaction in
            try ["synchronous", "foreign_keys", "user_version", "application_id"].map {
                try transaction.value("PRAGMA \($0)", as: Int.self)
            }
        }
        #expect(facts == [2, 1, 1, 77])
        #expect(try database.read { try $0.value("PRAGMA journal_mode") } == "wal")
    }

    @Test func `creating over anything is refused`() throws {
        _ = try Database.create(path: path, schema: .shelf)
        #expect(code { try Database.create(path: path, schema: .shelf) } == .storageExists)
        let link = directory.path("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: directory.path("nowhere"))
        #expect(code { try Database.create(path: link, schema: .shelf) } == .storageExists)
    }

    @Test func `a missing file is not made anew`() throws {
        #expect(code { try Database.open(path: path, schema: .shelf) } == .storageMissing)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `no database, an emptied one and a directory are corrupt`() throws {
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: path))
        #expect(code { try Database.open(path: path, schema: .shelf) } == .storageCorrupt)
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(code { try Database.open(path: path, schema: .shelf) } == .storageCorrupt)
        #expect(code { try Database.open(path: directory.url.path, schema: .shelf) } == .storageCorrupt)
    }

    @Test func `a file that others could read is taken from them`() throws {
        try Database.create(path: path, schema: .shelf).close()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        _ = try Database.open(path: path, schema: .shelf)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    }
}
