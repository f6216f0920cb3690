import GRDB
import Primitives

/// Runs the body and turns what SQLite throws into a `Failure`; everything else passes as it is.
func translatingErrors<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as DatabaseError {
        throw Failure(sqlite: error)
    }
}

/// The same around a body that waits for its turn.
func translatingErrors<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
) async throws -> Value {
    do {
        return try await body()
    } catch let error as DatabaseError {
        throw Failure(sqlite: error)
    }
}

extension Failure {
    /// SQL and its arguments stay out of the parameters: they can hold personal data.
    init(sqlite error: DatabaseError) {
        let code: Failure.Code =
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: .storageBusy
            case .SQLITE_FULL, .SQLITE_TOOBIG: .storageFull
            case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_FORMAT: .storageCorrupt
            case .SQLITE_CONSTRAINT: .storageConstraint
            case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .storageUnavailable
            default: .storageFailed
            }
        self.init(code, ["detail": error.message ?? error.resultCode.description], cause: error)
    }
}
