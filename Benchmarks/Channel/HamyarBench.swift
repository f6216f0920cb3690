import Glibc
import Primitives

/// One process of a measurement; Scripts/bench starts them, and README.md of this folder says what they do.
///
///     hamyar-bench credentials DIR                      keys and certificates for the others
///     hamyar-bench receive DIR                          listens, takes what comes, says when it has it
///     hamyar-bench relay DIR                            joins a sender's stream to the receiver that dialled in
///     hamyar-bench receive-behind DIR PORT              dials a relay and takes what comes
///     hamyar-bench send DIR PORT MESSAGE WARM-UP TOTAL  streams TOTAL bytes in messages, after a warm-up; prints a figure
///     hamyar-bench echo DIR PORT MESSAGE WARM-UP TOTAL  sends TOTAL messages, each after the answer to the one before
///     hamyar-bench forward DIR PORT MESSAGE WARM-UP TOTAL  as send, through a relay; counts what the relay allocates
///
/// Those that listen print `listening on PORT` and live until their standard input ends.
@main
enum HamyarBench {
    static func main() async throws {
        var words = CommandLine.arguments.dropFirst()
        guard let command = words.popFirst(), let directory = words.popFirst() else { return usage() }
        let numbers = words.compactMap { Int($0) }
        guard numbers.count == words.count else { return usage() }
        switch (command, numbers.count) {
        case ("credentials", 0): try Credentials.make(in: directory)
        case ("receive", 0): try await Receiver.listen(Credentials(in: directory))
        case ("receive-behind", 1): try await Receiver.dial(Credentials(in: directory), port: numbers[0])
        case ("relay", 0): try await Forwarder.listen(Credentials(in: directory))
        case ("send", 4), ("echo", 4), ("forward", 4):
            let load = Load(message: numbers[1], warmUp: numbers[2], total: numbers[3])
            let sender = try await Sender(Credentials(in: directory), port: numbers[0], load: load)
            try await withTaskExecutorPreference(Sockets.tasks) {
                switch command {
                case "send": try await sender.stream()
                case "echo": try await sender.roundTrips()
                default: try await sender.forwarding()
                }
            }
        default: usage()
        }
    }

    private static func usage() {
        let text = Array("hamyar-bench is started by Scripts/bench; see Benchmarks/README.md\n".utf8)
        _ = write(STDERR_FILENO, text, text.count)
        exit(64)
    }
}
