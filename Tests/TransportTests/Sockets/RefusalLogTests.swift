import Logging
import NIOCore
import Primitives
import Synchronization
import Testing

@testable import Transport

struct RefusalLogTests {
    /// Keeps the lines.
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    private struct Keeper: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.all.withLock { $0.append("\(event.message) \(event.metadata?["count"].map { "\($0)" } ?? "")") }
        }
    }

    @Test func `H4 a flood of refusals is a few lines and a number`() {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Keeper(lines: lines) }
        var limits = ListenerLimits()
        (limits.logLines, limits.logPeriod) = (2, .seconds(10))
        var log = RefusalLog(limits: limits)
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
        for _ in 0..<100 { log.write(Failure(.connectionLost), from: "192.0.2.1", at: start, to: logger) }
        #expect(lines.all.withLock { $0 } == ["connection refused ", "connection refused "])
        log.write(Failure(.connectionLost), from: "192.0.2.1", at: start + .seconds(10), to: logger)
        #expect(lines.all.withLock { $0 }.dropFirst(2) == ["more connections refused 98", "connection refused "])
    }
}
