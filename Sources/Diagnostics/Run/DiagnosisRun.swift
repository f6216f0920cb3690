package import Primitives

/// A diagnosis: collectors side by side, a few at once, all within one time; then rules turn what they found into findings.
package struct DiagnosisRun: Sendable {
    private let host: any CollectorHost
    private let concurrency: Int
    private let time: Duration
    private let clock: any WallClock
    private let vendorRules: [VendorRule]

    package init(
        _ host: any CollectorHost, concurrency: Int = DiagnosticsLimits.concurrency, time: Duration = DiagnosticsLimits.runTime,
        clock: any WallClock = SystemWallClock(), vendorRules: [VendorRule] = []
    ) {
        self.host = host
        self.concurrency = max(1, concurrency)
        self.time = time
        self.clock = clock
        self.vendorRules = vendorRules
    }

    /// - Parameter progress: called from any thread, in order for each collector.
    /// - Returns: reports in the order of `names`, whatever became of each; a name twice is asked once.
    package func run(
        _ names: [CollectorName], machine: FactDocument.Machine,
        progress: @escaping @Sendable (DiagnosisProgress) -> Void = { _ in }
    ) async -> FactDocument {
        var seen: Set<CollectorName> = []
        let names = names.filter { seen.insert($0).inserted }
        let taken = clock.now()
        let steady = ContinuousClock()
        let deadline = steady.now + time
        var reports: [CollectorName: CollectorReport] = [:]
        await withTaskGroup(of: CollectorReport.self) { group in
            var waiting = names[...]
            func beginNext() {
                guard let name = waiting.popFirst() else { return }
                let left = deadline - steady.now
                group.addTask { [host, clock] in
                    let begun = clock.now()
                    guard left > .zero, !Task.isCancelled else {
                        return CollectorReport(name, Failure(.diagnosisOutOfTime, ["name": name.rawValue]), millis: 0)
                    }
                    progress(.began(name))
                    let report = await host.report(name, within: left).begun(at: begun)
                    progress(.ended(name, report.state, millis: report.millis))
                    return report
                }
            }
            for _ in 0..<concurrency { beginNext() }
            for await report in group {
                reports[report.name] = report
                beginNext()
            }
        }
        let all = names.compactMap { reports[$0] }
        return FactDocument(
            machine: machine, taken: taken, collectors: all, findings: Findings.all(in: all, at: taken, vendorRules: vendorRules))
    }
}

/// How far a diagnosis is.
package enum DiagnosisProgress: Hashable, Sendable {
    case began(CollectorName)
    case ended(CollectorName, CollectorReport.State, millis: Int64)
}
