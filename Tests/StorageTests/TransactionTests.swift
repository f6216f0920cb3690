import Foundation
import Primitives
import Testing

@testable import Storage

@Suite struct TransactionTests {
    let directory: TemporaryDirectory
    let path: String
    let database: Database

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path("shelf.sqlite")
        database = try Database.create(path: path, schema: .shelf)
    }

    @Test func `a thrown error keeps nothing`() throws {
        let thrown = code {
            try database.write { transaction in
                try transaction.execute("INSERT INTO books VALUES (?, ?)", ["a", 1])
                throw Failure(.storageFull)
            }
        }
        #expect(thrown == .storageFull)
        #expect(try database.read { try $0.value("SELECT count(*) FROM books") } == 0)
    }

    @Test func `rules of the schema are constraint failures`() throws {
        #expect(code { try database.write { try $0.execute("INSERT INTO loans VALUES ('none')") } } == .storageConstraint)
        #expect(code { try database.write { try $0.execute("INSERT INTO books VALUES ('a', -1)") } } == .storageConstraint)
        #expect(code { try database.write { try $0.execute("INSERT INTO books VALUES ('a', 'x')") } } == .storageConstraint)
    }

    @Test func `a read cannot write`() throws {
        #expect(code { try database.read { try $0.execute("INSERT INTO books VALUES ('a', 1)") } } == .storageUnavailable)
    }

    @Test func `values come back as what they were, or are refused`() throws {
        let id = MachineID.random()
        let row = try database.read { transaction in
            try transaction.first(
                "SELECT ? AS id, ? AS time, ? AS bytes, ? AS flag, ? AS missing, ? AS number, ? AS nul",
                [id, Timestamp.distantFuture, [0, 255] as [UInt8], true, String?.none, UInt64(Int64.max), "a'; DROP"])
        }
        let found = try #require(row)
        #expect(try found.value("id") == id)
        #expect(try found.value("time") == Timestamp.distantFuture)
        #expect(try found.value("bytes", as: [UInt8].self) == [0, 255])
        #expect(try found.value("flag") == true)
        #expect(try found.value("missing", as: String?.self) == nil)
        #expect(try found.value("number") == UInt64(Int64.max))
        #expect(try found.value("nul") == "a'; DROP")
        #expect(code { try found.value("id", as: SessionID.self) } == .storageCorrupt)
        #expect(code { try found.value("missing", as: String.self) } == .storageCorrupt)
        #expect(code { try found.value("nothing", as: String.self) } == .storageFailed)
        #expect(code { try database.read { try $0.first("SELECT ?", [UInt64(Int64.max) + 1]) } } == .storageRange)
        #expect(code { try database.read { try $0.first("SELECT ?", ["admin\0x"]) } } == .storageRange)
    }

    @Test func `H71 and H75 a hundred writers for one unit: all wait, one wins, none is lost`() async throws {
        try await database.write { try $0.execute("INSERT INTO books VALUES ('a', 1)") }
        let database = database
        let won = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    try await database.write { transaction in
                        let left: Int = try transaction.value("SELECT copies FROM books WHERE id = 'a'") ?? 0
                        try transaction.execute("INSERT INTO loans VALUES ('a')")
                        guard left > 0 else { return false }
                        try transaction.execute("UPDATE books SET copies = ? WHERE id = 'a'", [left - 1])
                        return true
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
        #expect(try await database.read { try $0.value("SELECT count(*) FROM loans") } == 100)
    }

    @Test func `H71 a lock that another holds too long is a busy failure, and the write can be tried again`() throws {
        var limits = DatabaseLimits()
        limits.busyTimeout = .milliseconds(20)
        let other = try Database.open(path: path, schema: .shelf, limits: limits)
        try database.write { _ in
            #expect(code { try other.write { try $0.execute("INSERT INTO books VALUES ('a', 1)") } } == .storageBusy)
        }
        try other.write { try $0.execute("INSERT INTO books VALUES ('a', 1)") }
    }

    @Test func `the files as a power cut would leave them hold every acknowledged write`() throws {
        for number in 1...20 {
            try database.write { try $0.execute("INSERT INTO books VALUES (?, ?)", ["book \(number)", number]) }
            let copy = directory.path("copy-\(number).sqlite")
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
            }
            let survivor = try Database.open(path: copy, schema: .shelf)
            #expect(try survivor.read { try $0.value("SELECT count(*) FROM books") } == number)
        }
    }
}
