/// Limits of a database connection.
package struct DatabaseLimits: Sendable {
    /// How long a connection waits for another process's lock before `storage.busy`. Ours; processes that share the
    /// file are an online copy and a person with sqlite3.
    package var busyTimeout: Duration = .seconds(5)
    /// Connections that read at the same time. Each costs about 2 MB of page cache at most.
    package var readers: Int = 4
    /// Bytes of pages that the writing connection keeps in memory at most. Ours: the pages of some thousand contracts.
    package var writerCache: Int = 32 << 20
    /// What the write-ahead log is cut to after a checkpoint, in bytes: a long reader must not leave a huge file (H71). A
    /// checkpoint is tried whenever the log is a quarter of it: pages that change often are then copied back once for many changes.
    package var writeAheadLog: Int = 64 << 20

    /// How often a write asks for the lock before `storage.busy`, each time for `busyTimeout` (H79). Ours: recovery after
    /// another process's crash can refuse it once without waiting.
    package var beginAttempts: Int = 3
    /// Writes that wait with their closure taken in; further callers wait for a place (H71). Ours.
    package var waitingWrites: Int = 1024
    /// Writes that one commit makes durable at most. Ours: a caller waits for its whole batch.
    package var batchCount: Int = 256
    /// How long a batch takes further writes in before it commits. Ours: as `batchCount`.
    package var batchTime: Duration = .milliseconds(50)

    package init() {}
}
