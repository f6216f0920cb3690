import Primitives
import Synchronization

/// Performs collectors in this process. One that hangs is left behind, because nothing can end a thread: programs that serve people use
/// `ChildProcessHost`.
package struct InProcessHost: CollectorHost {
    private let context: CollectionContext
    private let declarations: [Declaration]

    package init(_ context: CollectionContext, declarations: [Declaration] = []) {
        self.context = context
        self.declarations = declarations
    }

    package func report(_ name: CollectorName, within time: Duration) async -> CollectorReport {
        let collector: any Collector
        do throws(Failure) { collector = try Collectors.named(name, declarations: declarations) } catch {
            return CollectorReport(name, error, millis: 0)
        }
        let limit = min(time, collector.timeout)
        let context = context
        return await withCheckedContinuation { continuation in
            let first = FirstAnswer(continuation)
            let work = Task { first.give(await CollectorReport.of(collector, context)) }
            Task {
                try? await ContinuousClock().sleep(for: limit)
                let millis = limit.wholeMilliseconds
                first.give(
                    CollectorReport(
                        name, Failure(.diagnosisTimeout, ["name": name.rawValue, "millis": "\(millis)"]), millis: millis))
                work.cancel()
            }
        }
    }
}

/// The first of several answers; the others are let go by.
private final class FirstAnswer: Sendable {
    private let continuation: Mutex<CheckedContinuation<CollectorReport, Never>?>

    init(_ continuation: CheckedContinuation<CollectorReport, Never>) {
        self.continuation = Mutex(continuation)
    }

    func give(_ report: CollectorReport) {
        let waiting = continuation.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        waiting?.resume(returning: report)
    }
}
