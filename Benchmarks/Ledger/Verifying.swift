import AuditLog
import AuditStorage
import RelayStorage
import Storage

/// What `hamyar audit verify` does at the relay; the one signature of a million entries is left out.
enum Verifying {
    static func run(_ path: String) throws {
        let database = try Database.open(path: path, schema: RelaySchema.current)
        let figure = Figure()
        let (entries, problem) = try database.read { transaction in
            var ledger = try LedgerVerification(transaction)
            let found = try transaction.audit.verify(isSigned: { _ in true }, each: { try ledger.add($0) })
            return (found.entries, try found.finding?.problem ?? ledger.finish()?.description)
        }
        guard problem == nil else {
            StandardOutput.write("{\"problem\":\"\(problem ?? "")\"}")
            return
        }
        figure.report([("entries", Int(entries))])
    }
}
