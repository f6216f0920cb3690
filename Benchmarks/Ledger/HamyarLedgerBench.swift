import Glibc

/// One process of the ledger's measurement; Scripts/bench starts them, and Benchmarks/README.md says what they do.
///
///     hamyar-ledger-bench prepare FILE CONTRACTS PLAN    a relay's database with contracts whose quotas do not end
///     hamyar-ledger-bench pairs FILE CALLERS PAIRS       holds and closes PAIRS times, by so many callers; prints a figure
///     hamyar-ledger-bench fill FILE ENTRIES              as pairs, a thousand a transaction, until the log has so many entries
///     hamyar-ledger-bench verify FILE                    audit verify; prints a figure
@main
enum HamyarLedgerBench {
    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        guard words.count >= 2 else { return usage() }
        let numbers = words.dropFirst(2).compactMap { Int($0) }
        switch (words[0], words.count, numbers.count) {
        case ("prepare", 4, 1): try Preparation.make(words[1], contracts: numbers[0], plan: words[3])
        case ("pairs", 4, 2): try await Pairs(words[1]).run(callers: numbers[0], pairs: numbers[1])
        case ("fill", 3, 1): try Pairs(words[1]).fill(entries: numbers[0])
        case ("verify", 2, 0): try Verifying.run(words[1])
        default: usage()
        }
    }

    private static func usage() {
        let text = Array("hamyar-ledger-bench is started by Scripts/bench; see Benchmarks/README.md\n".utf8)
        _ = write(STDERR_FILENO, text, text.count)
        exit(64)
    }
}
