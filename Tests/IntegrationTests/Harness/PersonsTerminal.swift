import Glibc
import Synchronization

/// A real terminal (pty) with a program on its other side: what it shows, and what a person types.
final class PersonsTerminal: Sendable {
    /// What a program opens.
    let path: String
    private let descriptor: Int32
    private let seen = Mutex<[UInt8]>([])

    struct Unavailable: Error {
        let number: Int32
    }

    init() throws {
        descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        var number: Int32 = 0
        var isLocked: Int32 = 0
        guard descriptor >= 0, ioctl(descriptor, Self.lock, &isLocked) == 0, ioctl(descriptor, Self.number, &number) == 0 else {
            throw Unavailable(number: errno)
        }
        path = "/dev/pts/\(number)"
    }

    /// TIOCSPTLCK and TIOCGPTN of ioctl_tty(2).
    private static let lock: UInt = 0x4004_5431
    private static let number: UInt = 0x8004_5430

    deinit { close(descriptor) }

    /// All that was shown so far, the echo of what was typed included.
    var text: String {
        seen.withLock { seen in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                guard count > 0 else { break }
                seen += buffer[..<count]
            }
            return String(decoding: seen, as: UTF8.self)
        }
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }

    /// Waits until the question about this file is on the screen, and answers it.
    func answer(_ question: String, _ answer: String) async throws {
        try await untilShown("(\(question)): ")
        type(answer)
    }

    func untilShown(_ words: String) async throws {
        try await Deadlines.wait("\(words) on the terminal") { text.contains(words) }
    }

    static let interrupt = "\u{3}"
    static let endOfInput = "\u{4}"
}
