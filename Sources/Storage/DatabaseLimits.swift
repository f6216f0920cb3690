/// Limits of a database connection.
package struct DatabaseLimits: Sendable {
    /// How long a connection waits for another process's lock before `storage.busy`. Ours; processes that share the
    /// file are an online copy and a person with sqlite3.
    package var busyTimeout: Duration = .seconds(5)
    /// Connections that read at the same time. Each costs about 2 MB of page cache at most.
    package var readers: Int = 4
    /// What the write-ahead log is cut to after a checkpoint, in bytes: a long reader must not leave a huge file (H71).
    package var writeAheadLog: Int = 64 << 20

    package init() {}
}
