import Primitives
import Sessions

/// What an attempt that failed means for the next one.
enum StoredAttempt {
    /// The pause after the first attempt that failed; it doubles.
    static let firstPause = Duration.seconds(2)
    /// The longest pause.
    static let longestPause = Duration.seconds(300)

    /// - Parameter isHere: whether the machine is still connected: then it failed at the machine, and trying at once is no use.
    static func pause(after attempts: Int, isHere: Bool) -> Duration {
        guard isHere else { return firstPause }
        return min(firstPause * (1 << min(max(attempts, 0), 10)), longestPause)
    }

    /// Whether what the machine said may pass: another attempt is cleared away, its disk is busy, its own way was lost.
    static func isPassing(_ failure: Failure) -> Bool {
        ["operation.running", "operation.superseded", "file.busy", "call.failed", "session.suspended"].contains(
            failure.code.rawValue)
            || isWay(failure) || family(failure) == "storage"
    }

    /// Whether no further attempt can succeed, by what the relay itself knows.
    static func isHopeless(_ failure: Failure) -> Bool {
        switch family(failure) {
        case "blob", "certificate", "envelope", "object", "manifest", "trust": true
        case "operation": failure.code != .operationExpired
        default: false
        }
    }

    private static func isWay(_ failure: Failure) -> Bool {
        ["connection", "stream", "mux", "tls", "record", "frame", "network", "transport"].contains(family(failure))
    }

    private static func family(_ failure: Failure) -> Substring {
        failure.code.rawValue.prefix { $0 != "." }
    }
}
