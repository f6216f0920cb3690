import Primitives
import Testing

@testable import Diagnostics

@Suite struct ThresholdTests {
    private static let all = [
        Threshold.diskFull, .inodes, .worn, .clock, .memory, .swap, .memoryPressure, .load, .steal, .heat, .restarts, .latency,
        .resolution,
        .mtu, .retransmits, .connections, .zombies, .blocked, .processLimit, .stale,
    ]

    @Test(arguments: all.indices) func `at each bound and one short of it`(index: Int) {
        let rule = Self.all[index]
        let bounds: [(Int64?, Finding.Severity)] = [(rule.critical, .critical), (rule.warning, .warning), (rule.notice, .notice)]
        for (bound, severity) in bounds {
            guard let bound else { continue }
            #expect(rule.severity(bound) == severity, "\(rule.rule) \(bound)")
            #expect(rule.severity(rule.isFloor ? bound + 1 : bound - 1) != severity, "\(rule.rule) \(bound)")
        }
        #expect(rule.severity(rule.isFloor ? .max : 0) == nil)
        #expect(bounds.contains { $0.0 != nil })
    }

    @Test func `a full disk from 85 and 95 percent on`() {
        #expect(
            [84, 85, 94, 95, 100].map { Threshold.diskFull.severity($0) } == [nil, .warning, .warning, .critical, .critical])
    }

    @Test func `percent of used space is that of df, rounded up`() {
        func used(_ total: Int64, _ available: Int64, _ free: Int64) -> Int64? {
            DiskCollector.used(
                FileSystemSpace(totalBytes: total, availableBytes: available, freeBytes: free, totalInodes: 0, freeInodes: 0))
        }
        #expect(
            used(1000, 0, 50) == 100 && used(1000, 1000, 1000) == 0 && used(1000, 999, 999) == 1 && used(1000, 500, 500) == 50)
        #expect(used(1000, 10, 2000) == nil && used(0, 0, 0) == nil && used(.max, 0, 0) == 100 && used(.max, .max, .max) == 0)
    }

    @Test func `healthy facts find nothing`() async throws {
        let machine = try FixtureMachine("rocky-9")
        try machine.remove("/lib/modules")
        machine.space["/mnt/backup"] = machine.space["/"]
        machine.programs.answers[["smartctl"]] = ToolResult(output: Array(#"{"smart_status":{"passed":true}}"#.utf8), status: 0)
        machine.programs.answers = machine.programs.answers.filter { !$0.key.starts(with: ["smartctl", "--json=c"]) }
        machine.programs.answers[["systemctl", "show"]] = ToolResult(
            output: Array("Id=sshd.service\nLoadState=loaded\nActiveState=active\nSubState=running\nNRestarts=1\n".utf8),
            status: 0)
        try machine.remove("/etc/dnf")
        machine.given.relayClock = RelayClock(aheadMillis: 3, uncertaintyMillis: 10)
        machine.given.relay = RelayFacts(host: "relay.example.com", port: 443, isReachable: true, latencyMillis: 20)
        // The recorded rpm database is old.
        #expect(try await machine.diagnose().findings.map(\.rule) == ["packages.stale"])
    }
}
