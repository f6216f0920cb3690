import Glibc
import Synchronization

/// How many machines are connected; says when all are.
final class Attendance: Sendable {
    private let count = Mutex(0)

    func arrived(of all: Int) {
        let now = count.withLock { count in
            count += 1
            return count
        }
        if now == all { Self.say("ready \(now)\n") }
    }

    func left() { count.withLock { $0 -= 1 } }

    private static func say(_ line: String) {
        let bytes = Array(line.utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}
