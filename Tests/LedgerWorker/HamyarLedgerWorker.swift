import Glibc
import Primitives
import RelayStorage
import Storage

/// One process that writes to a relay's ledger, for the tests that let several write at once and kill them.
///
///     hamyar-ledger-worker FILE TIME DIE-AT perform OPERATION     once; the same again has no second effect
///     hamyar-ledger-worker FILE TIME DIE-AT race NAME ROUNDS      a unit of each of so many contracts; prints what it won
///     hamyar-ledger-worker FILE TIME DIE-AT storm SEED STEPS      operations whose keys other processes use too
///
/// TIME is in milliseconds since 1970. At its DIE-AT-th statement the process ends by SIGKILL, before that statement runs; the
/// last thing that is counted is the return of the commit, so that a process dies also with the commit made and nothing said.
/// With 0 it lives. HAMYAR_LEDGER_BUSY says for how many milliseconds it waits for the lock. With FILE.gate there, it says FILE.ready.PID and waits until nobody else locks that file.
@main
enum HamyarLedgerWorker {
    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        guard words.count >= 5, let time = Int64(words[1]), let dieAt = Int(words[2]) else { return end(64, "wrong words") }
        let mortality = Mortality(dieAt: dieAt)
        do {
            var limits = DatabaseLimits()
            if let busy = getenv("HAMYAR_LEDGER_BUSY").flatMap({ Int64(String(cString: $0)) }) {
                limits.busyTimeout = .milliseconds(busy)
            }
            let database = try Database.open(
                path: words[0], schema: RelaySchema.current, limits: limits, onStatement: { _ in mortality.count() })
            let ledger = try WorkerLedger(database, at: Timestamp(milliseconds: time), mortality)
            StartGate.pass(words[0])
            switch (words[3], words.count, words.last.flatMap { Int($0) }) {
            case ("perform", 5, _):
                guard let operation = WorkerOperation(rawValue: words[4]) else { return end(64, "no operation \(words[4])") }
                try ledger.perform(operation)
            case ("race", 6, let rounds?): try Race(ledger, name: words[4]).run(rounds)
            case ("storm", 6, let steps?):
                guard let seed = UInt64(words[4]) else { return end(64, "no seed") }
                try Storm(ledger, seed: seed).run(steps)
            default: return end(64, "wrong words")
            }
            // Everything that was counted, for whoever spreads deaths over it.
            say("statements \(mortality.counted)")
        } catch let failure as Failure {
            end(70, "\(failure.code.rawValue) \(failure)")
        } catch {
            end(70, "\(error)")
        }
    }

    static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }

    private static func end(_ status: Int32, _ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
        exit(status)
    }
}
