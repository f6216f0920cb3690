import Primitives
import Synchronization
import Testing

@testable import Diagnostics

@Suite struct DiagnosisRunTests {
    /// Counts how many work at once; those that are told to, never end by themselves.
    private final class CountingHost: CollectorHost {
        let working = Mutex<(now: Int, most: Int, all: [CollectorName])>((0, 0, []))
        let gate: @Sendable (CollectorName) async -> Void

        init(_ gate: @escaping @Sendable (CollectorName) async -> Void) {
            self.gate = gate
        }

        func report(_ name: CollectorName, within time: Duration) async -> CollectorReport {
            working.withLock { ($0.now, $0.most, $0.all) = ($0.now + 1, max($0.most, $0.now + 1), $0.all + [name]) }
            await gate(name)
            working.withLock { $0.now -= 1 }
            return CollectorReport(name, Failure(.diagnosisNotHere, ["what": "it"]), millis: 1)
        }
    }

    @Test(arguments: [1, 2, 5]) func `never more at once than the limit, and all in order`(limit: Int) async {
        let host = CountingHost { _ in for _ in 0..<20 { await Task.yield() } }
        let document = await DiagnosisRun(host, concurrency: limit).run(
            CollectorName.standard, machine: FactDocument.Machine(name: "m"))
        #expect(document.collectors.map(\.name) == CollectorName.standard)
        #expect(host.working.withLock { $0.most } <= limit && host.working.withLock { $0.now } == 0)
    }

    @Test func `a name twice is asked once, an unknown one says so`() async throws {
        let machine = try FixtureMachine("debian-12")
        let unknown = CollectorName(rawValue: "nonsense\n")
        let document = await DiagnosisRun(InProcessHost(machine.context)).run(
            [.host, .host, unknown, .product("none")], machine: FactDocument.Machine(name: "m"))
        #expect(document.collectors.map(\.name) == [.host, unknown, .product("none")])
        #expect(document.collectors.dropFirst().allSatisfy { $0.reason == "diagnosis.unknown-collector" && $0.state == .failed })
    }

    @Test func `what was not begun in time is told`() async {
        let host = CountingHost { _ in }
        let document = await DiagnosisRun(host, time: .zero).run([.host, .cpu], machine: FactDocument.Machine(name: "m"))
        #expect(document.collectors.allSatisfy { $0.state == .skipped && $0.reason == "diagnosis.out-of-time" })
        #expect(host.working.withLock { $0.all }.isEmpty)
    }

    @Test func `progress of each collector`() async throws {
        let seen = Mutex<[DiagnosisProgress]>([])
        let machine = try FixtureMachine("debian-12")
        let run = DiagnosisRun(InProcessHost(machine.context), concurrency: 1, clock: machine.clock)
        let document = await run.run([.host, .products], machine: FactDocument.Machine(name: "m", id: "mac_1")) { event in
            seen.withLock { $0.append(event) }
        }
        let events = seen.withLock { $0 }
        #expect(events.count == 4 && events[0] == .began(.host) && events[2] == .began(.products))
        if case .ended(.host, .ok, _) = events[1] {} else { Issue.record("\(events)") }
        #expect(document.taken == "2026-11-21T10:30:00Z")
    }

    @Test func `a collector that hangs in this process is reported`() async {
        struct Hanging: ProgramRunner {
            func run(_ call: ToolCall) async throws(Failure) -> ToolResult {
                while !Task.isCancelled { try? await ContinuousClock().sleep(for: .milliseconds(5)) }
                throw Failure(.diagnosisTimeout)
            }
        }
        let context = CollectionContext(
            root: .machine, programs: Hanging(), given: GivenFacts(logs: LogSelection(sources: [LogSource(name: "j", units: [])]))
        )
        let report = await InProcessHost(context).report(.logs, within: .milliseconds(50))
        #expect(report.state == .timeout && report.gaps?.first?.parameters["millis"] == "50")
    }
}
