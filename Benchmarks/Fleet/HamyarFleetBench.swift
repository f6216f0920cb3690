import Glibc

/// One process of a measurement with many agents; Scripts/bench starts them, and README.md of the folder above says what they do.
///
///     hamyar-fleet-bench prepare RELAY DIR COUNT      enrols so many machines with the relay that lives in RELAY and does not run
///     hamyar-fleet-bench connect DIR PORT FIRST COUNT connects so many of them, and again whenever they are cut off
///
/// `connect` prints `ready COUNT` when all of its machines are connected, each time that they are, and lives until its standard input
/// ends.
@main
enum HamyarFleetBench {
    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        guard words.count >= 4 else { return usage() }
        switch (words[0], words.count) {
        case ("prepare", 4):
            guard let count = Int(words[3]) else { return usage() }
            try Enrolling.run(relay: words[1], directory: words[2], count: count)
        case ("connect", 5):
            let numbers = words.dropFirst(2).compactMap { Int($0) }
            guard numbers.count == 3 else { return usage() }
            try await Fleet(directory: words[1], port: numbers[0], machines: numbers[1]..<numbers[1] + numbers[2]).run()
        default: usage()
        }
    }

    private static func usage() {
        let text = Array("hamyar-fleet-bench is started by Scripts/bench; see Benchmarks/README.md\n".utf8)
        _ = write(STDERR_FILENO, text, text.count)
        exit(64)
    }
}
