import Logging
import NIOCore
import Primitives

/// Writes why strangers were refused, a few lines in each period, and how many lines were left out (H4).
struct RefusalLog {
    private let limits: ListenerLimits
    private var periodEnd = NIODeadline.uptimeNanoseconds(0)
    private var written = 0
    private var omitted = 0

    init(limits: ListenerLimits) {
        self.limits = limits
    }

    mutating func write(_ failure: Failure, from address: String, at now: NIODeadline, to logger: Logger) {
        if now >= periodEnd {
            if omitted > 0 { logger.warning("more connections refused", metadata: ["count": "\(omitted)"]) }
            periodEnd = now + limits.logPeriod
            (written, omitted) = (0, 0)
        }
        guard written < limits.logLines else {
            omitted += 1
            return
        }
        written += 1
        logger.info("connection refused", metadata: ["from": "\(address)", "failure": "\(failure)"])
    }
}
