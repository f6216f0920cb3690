package import Primitives

/// Who performs one collector within its time.
package protocol CollectorHost: Sendable {
    /// Always gives a report, also of what failed or took too long.
    func report(_ name: CollectorName, within time: Duration) async -> CollectorReport
}

extension CollectorReport {
    /// Performs a collector in this process, without a bound of time.
    package static func of(_ collector: any Collector, _ context: CollectionContext) async -> CollectorReport {
        let clock = ContinuousClock()
        let begun = clock.now
        do throws(Failure) {
            let collected = try await collector.collect(context)
            return CollectorReport(collector.name, collected, millis: (clock.now - begun).wholeMilliseconds)
        } catch {
            return CollectorReport(collector.name, error, millis: (clock.now - begun).wholeMilliseconds)
        }
    }

    /// Of a collector that gave nothing: what is not here was skipped, what took too long timed out, anything else failed.
    package init(_ name: CollectorName, _ failure: Failure, millis: Int64) {
        let state: State =
            switch failure.code {
            case .diagnosisNotHere, .diagnosisOutOfTime: .skipped
            case .diagnosisTimeout: .timeout
            default: .failed
            }
        self.init(name, state, Gap(failure), millis: millis)
    }
}
