import Foundation
import Primitives
import Synchronization
import Testing

@testable import Storage

@Suite struct GroupCommitTests {
    let directory: TemporaryDirectory
    let path: String
    /// Statements in the order in which SQLite ran them.
    let statements = Statements()
    let database: Database

    final class Statements: Sendable {
        private let texts = Mutex<[String]>([])

        func append(_ text: String) { texts.withLock { $0.append(text) } }
        func count(_ text: String) -> Int { texts.withLock { $0.count { $0.hasPrefix(text) } } }
        func clear() { texts.withLock { $0.removeAll() } }
    }

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path("shelf.sqlite")
        var limits = DatabaseLimits()
        limits.waitingWrites = 8
        limits.busyTimeout = .milliseconds(20)
        try Database.create(path: path, schema: .shelf).close()
        database = try Database.open(path: path, schema: .shelf, limits: limits) { [statements] in statements.append($0) }
        statements.clear()
    }

    @Test func `a database that was closed refuses writes of either kind`() async throws {
        try database.close()
        await #expect(throws: Failure.self) { try await database.write { _ in } }
        #expect(throws: Failure.self) { try database.write { _ in } }
    }

    @Test func `closing under reads and writes lets them end and refuses the rest`() async throws {
        for round in 0..<100 {
            let database = try Database.open(path: path, schema: .shelf)
            await withTaskGroup { group in
                for index in 0..<12 {
                    group.addTask {
                        do {
                            switch index % 4 {
                            case 0: try await database.write { _ in }
                            case 1: _ = try await database.read { try $0.query("SELECT * FROM sqlite_schema") }
                            default:
                                try await Self.onThreadOfItsOwn {
                                    try database.write { _ in }
                                    _ = try database.read { try $0.query("SELECT * FROM sqlite_schema") }
                                }
                            }
                        } catch {
                            #expect((error as? Failure)?.code == .storageFailed, "round \(round): \(error)")
                        }
                    }
                }
                group.addTask { #expect(throws: Never.self) { try database.close() } }
            }
        }
        #expect(try await database.read { try $0.value("SELECT 1", as: Int.self) } == 1)
    }

    private static func onThreadOfItsOwn(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
        }
    }

    /// Starts writes while the writer is busy, so that they wait together; lets them go when as many as may wait do so.
    private func together<Value: Sendable>(
        _ count: Int, _ write: @escaping @Sendable (Int, Transaction) throws -> Value
    ) async -> [Result<Value, any Error>] {
        let gate = Gate()
        let first = Task { [database] in try? await database.write { _ in gate.wait() } }
        await gate.entered()
        return await withTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
            for index in 0..<count {
                group.addTask { [database] in
                    do {
                        return (index, .success(try await database.write { try write(index, $0) }))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            while database.waitingWrites < count { await Task.yield() }
            gate.open()
            _ = await first.value
            var results: [Int: Result<Value, any Error>] = [:]
            for await (index, result) in group { results[index] = result }
            return (0..<count).compactMap { results[$0] }
        }
    }

    @Test func `H71 writes that wait together share a commit, and none is lost however few may wait`() async throws {
        let results = await together(100) { index, transaction in
            try transaction.execute("INSERT INTO books VALUES (?, 1)", ["book \(index)"])
        }
        #expect(results.allSatisfy { (try? $0.get()) == 1 })
        #expect(try await database.read { try $0.value("SELECT count(*) FROM books") } == 100)
        #expect(statements.count("COMMIT") < 100)
        #expect(statements.count("BEGIN") == statements.count("COMMIT"))
    }

    @Test func `a write that throws rolls back alone`() async throws {
        let results = await together(8) { index, transaction in
            try transaction.execute("INSERT INTO books VALUES (?, 1)", ["book \(index)"])
            guard index != 3 else { throw Failure(.storageRange) }
            return index
        }
        #expect(results.map { try? $0.get() } == [0, 1, 2, nil, 4, 5, 6, 7])
        #expect(results.compactMap(\.failure).map(\.code) == [.storageRange])
        #expect(
            try await database.read { try $0.value("SELECT group_concat(id) FROM (SELECT id FROM books ORDER BY id)") }
                == "book 0,book 1,book 2,book 4,book 5,book 6,book 7")
    }

    @Test func `several that throw roll back alone too, and the others run again and are kept once`() async throws {
        let results = await together(8) { index, transaction in
            try transaction.execute("INSERT INTO books VALUES (?, 1)", ["book \(index)"])
            guard ![2, 5, 6].contains(index) else { throw Failure(.storageRange) }
            return try transaction.value("SELECT count(*) FROM books", as: Int.self)
        }
        // Each saw those before it, and none of the refused ones.
        let seen = results.compactMap { try? $0.get() }.compactMap(\.self)
        #expect(seen.sorted() == [1, 2, 3, 4, 5])
        #expect(try await database.read { try $0.value("SELECT count(*) FROM books") } == 5)
    }

    @Test func `writes of which none throws need no savepoints`() async throws {
        _ = await together(8) { index, transaction in
            try transaction.execute("INSERT INTO books VALUES (?, 1)", ["book \(index)"])
        }
        #expect(statements.count("SAVEPOINT") == 0)
    }

    @Test func `a result is told only when another process could read it`() async throws {
        let other = try Database.open(path: path, schema: .shelf)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<50 {
                group.addTask { [database] in
                    try await database.write { try $0.execute("INSERT INTO books VALUES (?, 1)", ["book \(index)"]) }
                    let seen: Int? = try await other.read {
                        try $0.value("SELECT count(*) FROM books WHERE id = ?", ["book \(index)"])
                    }
                    #expect(seen == 1)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `H74 a commit that fails leaves everyone in it with an unknown outcome`() async throws {
        let results = await together(6) { index, transaction in
            try transaction.execute("INSERT INTO books VALUES (?, 1)", ["book \(index)"])
            if index == 2 {
                _ = try transaction.query("PRAGMA defer_foreign_keys = ON")
                try transaction.execute("INSERT INTO loans VALUES ('nobody has it')")
            }
        }
        let codes = results.map { $0.failure?.code }
        // The others of its batch, wherever the batch began and ended.
        #expect(codes[2] == .storageOutcomeUnknown)
        let kept: Int? = try await database.read { try $0.value("SELECT count(*) FROM books") }
        #expect(kept == codes.count { $0 == nil })
        #expect(codes.allSatisfy { $0 == nil || $0 == .storageOutcomeUnknown })
        try await database.write { try $0.execute("INSERT INTO books VALUES ('after', 1)") }
    }

    @Test func `a full disk keeps of a batch nothing or all, and later ones find room`() async throws {
        try await database.write { _ = try $0.query("PRAGMA max_page_count = 20") }
        let results = await together(4) { index, transaction in
            let bytes = index == 1 ? 1 << 20 : 10
            try transaction.execute("INSERT INTO books VALUES (?, 1)", [String(repeating: "x", count: bytes) + "\(index)"])
        }
        let codes = results.map { $0.failure?.code }
        #expect(codes[1] == .storageFull)
        #expect(codes.allSatisfy { $0 == nil || $0 == .storageFull })
        #expect(try await database.read { try $0.value("SELECT count(*) FROM books") } == codes.count { $0 == nil })
        try await database.write { try $0.execute("INSERT INTO books VALUES ('after', 1)") }
    }

    @Test func `H79 a lock that another process keeps is asked for so often and no more, and everyone is told`() async throws {
        let other = try Database.open(path: path, schema: .shelf)
        statements.clear()
        let refused = try await other.write { [database] _ in
            let gate = DispatchSemaphore(value: 0)
            let found = Mutex<Failure.Code?>(nil)
            Task { [database] in
                do {
                    try await database.write { try $0.execute("INSERT INTO books VALUES ('a', 1)") }
                } catch {
                    found.withLock { $0 = (error as? Primitives.Failure)?.code }
                }
                gate.signal()
            }
            gate.wait()
            return found.withLock(\.self)
        }
        #expect(refused == .storageBusy)
        #expect(statements.count("BEGIN") == DatabaseLimits().beginAttempts)
        try await database.write { try $0.execute("INSERT INTO books VALUES ('a', 1)") }
    }

    @Test func `a cancelled write that had not begun keeps nothing`() async throws {
        let gate = Gate()
        let first = Task { [database] in try await database.write { _ in gate.wait() } }
        await gate.entered()
        let task = Task { [database] in try await database.write { try $0.execute("INSERT INTO books VALUES ('a', 1)") } }
        while database.waitingWrites == 0 { await Task.yield() }
        task.cancel()
        gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await first.value
        #expect(try await database.read { try $0.value("SELECT count(*) FROM books") } == 0)
    }

    @Test func `H71 a long reader does not leave a huge write-ahead log behind`() async throws {
        var limits = DatabaseLimits()
        limits.writeAheadLog = 1 << 20
        let database = try Database.create(path: directory.path("long.sqlite"), schema: .shelf, limits: limits)
        func size() throws -> Int {
            try FileManager.default.attributesOfItem(atPath: directory.path("long.sqlite-wal"))[.size] as? Int ?? 0
        }
        let page = String(repeating: "x", count: 100_000)
        let gate = Gate()
        let reader = Task { [database] in
            try await database.read { transaction -> Int? in
                let count: Int? = try transaction.value("SELECT count(*) FROM books")
                gate.wait()
                return count
            }
        }
        await gate.entered()
        for index in 0..<80 {
            try await database.write { try $0.execute("INSERT INTO books VALUES (?, 1)", ["\(index)\(page)"]) }
        }
        #expect(try size() > 4 << 20)
        gate.open()
        #expect(try await reader.value == 0)
        for index in 80..<140 {
            try await database.write { try $0.execute("INSERT INTO books VALUES (?, 1)", ["\(index)\(page)"]) }
        }
        #expect(try size() <= 1 << 20 + 65_536)
        #expect(try await database.read { try $0.value("SELECT count(*) FROM books") } == 140)
    }
}

/// Stops one thread until it is opened, and tells when it came. It stays open: a write may run again.
final class Gate: Sendable {
    private let way = DispatchSemaphore(value: 0)
    private let arrived = Mutex<Bool>(false)

    func wait() {
        arrived.withLock { $0 = true }
        way.wait()
        way.signal()
    }

    func entered() async {
        while !arrived.withLock({ $0 }) { await Task.yield() }
    }

    func open() { way.signal() }
}

extension Result {
    var failure: Primitives.Failure? {
        guard case .failure(let error) = self else { return nil }
        return error as? Primitives.Failure
    }
}
