package import Primitives

extension Failure.Code {
    /// No file at the path: an existing database is expected (`path`).
    package static let storageMissing = Failure.Code(rawValue: "storage.missing")
    /// A file is at the path where a new database was to be made (`path`).
    package static let storageExists = Failure.Code(rawValue: "storage.exists")
    /// The file is no database, is damaged, or holds a value that its column cannot mean (`path`, `detail`).
    package static let storageCorrupt = Failure.Code(rawValue: "storage.corrupt")
    /// The file was written by a newer program (`path`, `found`, `known`).
    package static let storageNewer = Failure.Code(rawValue: "storage.newer")
    /// The file is a database of another kind, or its migrations are not ours (`path`, `detail`).
    package static let storageForeign = Failure.Code(rawValue: "storage.foreign")
    /// Another process held the lock for longer than the busy timeout.
    package static let storageBusy = Failure.Code(rawValue: "storage.busy")
    /// The disk, or a size limit, is full.
    package static let storageFull = Failure.Code(rawValue: "storage.full")
    /// The file cannot be opened, read or written (`detail`).
    package static let storageUnavailable = Failure.Code(rawValue: "storage.unavailable")
    /// The database failed while it committed: the change may be kept or not. Asking again with the same idempotency key
    /// tells (H74; `detail`).
    package static let storageOutcomeUnknown = Failure.Code(rawValue: "storage.outcome-unknown")
    /// No row has this id (`id`).
    package static let storageNoSuchRow = Failure.Code(rawValue: "storage.no-such-row")
    /// A unique, foreign key, check or trigger rule refused the change (`detail`).
    package static let storageConstraint = Failure.Code(rawValue: "storage.constraint")
    /// A column cannot hold the value: a number beyond 64 bits with sign, a text with a NUL.
    package static let storageRange = Failure.Code(rawValue: "storage.range")
    /// Anything else that SQLite says (`detail`).
    package static let storageFailed = Failure.Code(rawValue: "storage.failed")
}
