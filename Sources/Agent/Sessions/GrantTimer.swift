import Logging
import Primitives

/// Ends grants and requests when their time is over, and stores the clocks in between.
struct GrantTimer: Sendable {
    /// The longest sleep while something is open: suspend and clock changes are noticed after it at the latest.
    static let longestSleep: Duration = .seconds(10)
    /// After a failure of the disk.
    private static let retryInterval: Duration = .seconds(1)
    /// Sleeping ends on time, so that the deadline has passed when it is looked at.
    private static let margin: Duration = .milliseconds(2)

    let desk: SessionDesk
    let logger: Logger

    func run() async {
        while !Task.isCancelled {
            let version = desk.changes.version
            do {
                if let next = try await desk.expireOverdue() {
                    await desk.changes.wait(after: version, atMost: min(next + Self.margin, Self.longestSleep))
                } else {
                    await desk.changes.wait(after: version)
                }
            } catch {
                logger.error("the time of grants could not be kept", metadata: ["failure": "\(error)"])
                try? await Task.sleep(for: Self.retryInterval)
            }
        }
    }
}
