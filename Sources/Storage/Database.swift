import GRDB
import Primitives

/// One SQLite file in WAL mode with synchronous FULL: what a write returns from has reached the disk.
///
/// All writes go through one queue, one after the other, so read-then-write inside one `write` cannot be interleaved. Those
/// that wait at the same time share one commit; each is told its outcome only after that is durable. Callers that wait for
/// their turn are the back-pressure (H71). Reads run beside it on a snapshot. Accesses do not nest: never call the database from inside a closure given to it.
package final class Database: Sendable {
    package let path: String
    private let pool: DatabasePool
    private let limits: DatabaseLimits
    private let group: GroupCommit
    private let gate = AccessGate()

    /// Opens an existing file and brings it to the schema's version.
    ///
    /// Throws `storage.missing`, `storage.corrupt`, `storage.newer`, `storage.foreign`, `storage.unavailable`.
    /// - Parameter onStatement: called before each statement, for tests that end the process between two of them.
    package static func open(
        path: String, schema: Schema, limits: DatabaseLimits = .init(), onStatement: (@Sendable (String) -> Void)? = nil
    ) throws -> Database {
        try DatabaseFile.check(path)
        return try Database(path: path, schema: schema, limits: limits, onStatement: onStatement, isNew: false)
    }

    /// Makes a new file with mode 0600; throws `storage.exists` where one is there. Nothing is left on failure.
    package static func create(path: String, schema: Schema, limits: DatabaseLimits = .init()) throws -> Database {
        try DatabaseFile.create(path)
        do {
            return try Database(path: path, schema: schema, limits: limits, onStatement: nil, isNew: true)
        } catch {
            DatabaseFile.remove(path)
            throw error
        }
    }

    private init(
        path: String, schema: Schema, limits: DatabaseLimits, onStatement: (@Sendable (String) -> Void)?, isNew: Bool
    ) throws {
        self.path = path
        self.limits = limits
        group = GroupCommit(queue: WriteQueue(limit: limits.waitingWrites), limits: limits)
        var configuration = Configuration()
        configuration.label = "database.\(schema.name)"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Double(limits.busyTimeout.wholeMilliseconds) / 1000)
        configuration.maximumReaderCount = limits.readers
        let (walLimit, cache) = (limits.writeAheadLog, limits.writerCache)
        configuration.prepareDatabase { database in
            try schema.check(Transaction(database), isNew: isNew)
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            if !database.configuration.readonly {
                try database.execute(
                    sql: """
                        PRAGMA secure_delete = ON; PRAGMA journal_size_limit = \(walLimit);
                        PRAGMA cache_size = -\(cache >> 10); PRAGMA temp_store = MEMORY;
                        PRAGMA wal_autocheckpoint = \(walLimit >> 14)
                        """)
            }
            if let onStatement {
                database.trace { event in
                    if case .statement(let statement) = event { onStatement(statement.sql) }
                }
            }
        }
        do {
            pool = try translatingErrors { try DatabasePool(path: path, configuration: configuration) }
            // After the pool's own set-up, which asks for NORMAL.
            try translatingErrors {
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            }
            try write { try schema.migrate($0, isNew: isNew) }
        } catch let failure as Failure where failure.parameters["path"] == nil {
            throw Failure(
                failure.code, failure.parameters.merging(["path": path]) { own, _ in own }, cause: failure.cause)
        }
    }

    /// Runs the body on a snapshot, on the calling thread: for start-up and tools.
    package func read<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        try gate.enter()
        defer { gate.leave() }
        return try translatingErrors { try pool.read { try body(Transaction($0)) } }
    }

    /// Runs the body on a snapshot.
    package func read<Value: Sendable>(_ body: @Sendable (Transaction) throws -> Value) async throws -> Value {
        try gate.enter()
        defer { gate.leave() }
        return try await translatingErrors { try await pool.read { try body(Transaction($0)) } }
    }

    /// Runs the body as one transaction; when it throws, nothing of it is kept.
    @discardableResult
    package func write<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        try gate.enter()
        defer { gate.leave() }
        return try translatingErrors {
            try pool.writeWithoutTransaction { database in
                try WriteTransaction.begin(database, limits)
                defer { WriteTransaction.end(database) }
                let value = try body(Transaction(database))
                try WriteTransaction.commit(database)
                return value
            }
        }
    }

    /// Runs the body as a part of a transaction that it may share with others who wait; when it throws, nothing of it is kept,
    /// and all of theirs is. It returns once the commit is durable. Where the commit fails, everyone in it gets
    /// `storage.outcome-unknown`.
    ///
    /// The body may run more than once, each time on a state in which it has not run: it must change nothing but the transaction.
    /// A cancelled task's write that has not begun throws `CancellationError` and keeps nothing.
    @discardableResult
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        try gate.enter()
        defer { gate.leave() }
        await group.queue.place()
        let call = WriteCall(body)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                call.wait(continuation)
                if group.queue.add(call) { serve() }
            }
        } onCancel: {
            call.cancel()
        }
    }

    /// One batch for each turn in the pool's own queue, so that others who write come in between.
    private func serve() {
        pool.asyncWriteWithoutTransaction { [self] database in
            group.run(database)
            if !group.queue.isDone() { serve() }
        }
    }

    /// Writes that wait for their turn now.
    var waitingWrites: Int { group.queue.depth }

    /// Lets no later access in (`storage.failed`) and closes the file, as soon as those under way have ended. For orderly shutdown; letting
    /// go of the last reference does the same.
    package func close() throws {
        try gate.close { [pool] in try translatingErrors { try pool.close() } }
    }
}
