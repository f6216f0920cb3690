import Foundation
import Primitives
import Testing
import Turns

/// A process that writes to the ledger is killed between every two of its statements.
@Suite(.keepsThread)
struct LedgerCrashTests {
    static let operations = [
        "hold", "priced", "incident", "late", "close", "count", "charge", "dispute", "decide", "release", "replace", "heir",
        "overdue", "expire", "grant", "use", "adjust", "refund", "reverse", "propose", "confirm", "reject", "extend", "renew",
        "sell", "record",
    ]

    /// Each operation is done to files of this content.
    private static let prepared = Result { try PreparedLedger.make() }
    private static let before = Result {
        let file = try LedgerFile(prepared.get())
        return try file.checked()
    }

    @Test(arguments: operations)
    func `H74, H78 killed between every two statements: all of it or nothing, and once when it is repeated`(
        operation: String
    ) throws {
        let prepared = try Self.prepared.get()
        func copy() throws -> LedgerFile { try LedgerFile(prepared) }
        let words = ["perform", operation]
        let before = try Self.before.get()

        let undisturbed = try copy()
        let whole = try WorkerProcess(undisturbed, words).end()
        try #require(whole.status == 0, "\(operation): \(whole.errors)")
        let after = try undisturbed.checked()
        try #require(after != before, "\(operation) did nothing")

        var kept = 0
        for point in 1...whole.statements {
            let file = try copy()
            let killed = try WorkerProcess(file, dieAt: point, words).end()
            try #require(killed.isKilled, "\(operation), statement \(point): ended with \(killed.status), \(killed.errors)")
            let found = try file.checked()
            try #require(found == before || found == after, "\(operation), statement \(point): a part was kept")
            if found == after { kept += 1 }
            let repeated = try WorkerProcess(file, words).end()
            try #require(repeated.status == 0, "\(operation), statement \(point): \(repeated.errors)")
            try #require(try file.logged() == after, "\(operation), statement \(point): repeated, it is another one")
        }
        // The last point is after the commit, when nobody has been told.
        #expect(kept == 1, "\(operation)")
        print("killed \(operation) at each of \(whole.statements) points")
    }
}
