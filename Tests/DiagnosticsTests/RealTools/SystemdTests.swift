import BootedMachines
import Foundation
import Primitives
import Testing

@testable import Diagnostics

/// The collectors on a machine that a real systemd booted.
@Suite struct SystemdTests {
    private static func service(_ command: String, _ more: String = "") -> String {
        """
        [Unit]
        Description=A service of the tests
        DefaultDependencies=no
        StartLimitIntervalSec=0
        [Service]
        ExecStart=/bin/sh -c '\(command)'
        \(more)
        [Install]
        WantedBy=machine.target

        """
    }

    @Test(.enabled(if: BootedMachine.isPossible, "\(BootedMachine.needs)"))
    func `a dead service, one that restarts, its journal and a flood, as systemd tells them`() async throws {
        let units = "etc/systemd/system/"
        let machine = try await BootedMachine([
            units + "ledger.service": Self.service("echo ledger: cannot open the database >&2; exit 3", "SyslogLevel=err"),
            units + "flap.service": Self.service("exit 1", "Restart=always\nRestartSec=20ms"),
            units + "good.service": Self.service("exec sleep 1000"),
            units + "flood.service": Self.service(
                "for i in $$(seq 3000); do echo line $$i; done", "Type=oneshot\nRemainAfterExit=yes"),
        ])
        var given = GivenFacts()
        given.logs = LogSelection(
            since: SystemWallClock().now() - .seconds(600), lines: 1000, sources: [LogSource(name: "journal", units: [])])
        let folder = FileManager.default.temporaryDirectory.appending(path: "hamyar-attachments-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let context = CollectionContext(
            root: FactRoot(machine.root), programs: PrefixedPrograms(machine), given: given,
            attachments: AttachmentDirectory(folder.path))
        // The machine has booted before all that its services do is done.
        try await BootedMachine.until("what the services do") {
            func property(_ name: String, _ unit: String) async throws -> String { try await machine.property(name, of: unit) }
            let failed = try await property("ActiveState", "ledger.service") == "failed"
            let restarts = Int(try await property("NRestarts", "flap.service")) ?? 0
            let flood = try await machine.run(["journalctl", "--quiet", "--output=cat", "--unit=flood.service"]).text
            let error = try await machine.run(["journalctl", "--quiet", "--output=cat", "--unit=ledger.service"]).text
            return failed && restarts > 0 && flood.contains("line 3000\n") && error.contains("cannot open the database")
        }
        let reports = [
            await CollectorReport.of(ServiceCollector(), context), await CollectorReport.of(LogCollector(), context),
        ]
        let services = try #require(reports.services, "\(reports)")
        #expect(reports[0].state == .ok && services.manager == "systemd" && services.total > 10)
        #expect(["degraded", "starting"].contains(services.systemState))
        let dead = try #require(services.units.first { $0.name == "ledger.service" })
        #expect(dead.state == "failed" && dead.result == "exit-code" && dead.exitStatus == 3 && dead.atBoot == "enabled")
        #expect(services.units.first { $0.name == "good.service" }?.subState == "running")
        #expect(services.units.first { $0.name == "flap.service" }.flatMap(\.restarts).map { $0 > 0 } == true)
        let findings = Findings.all(in: reports)
        let finding = try #require(findings.first { $0.rule == "service.failed" && $0.subject == "ledger.service" })
        #expect(finding.severity == .critical && finding.parameters["status"] == "3")
        #expect(findings.contains { $0.rule == "service.restarting" && $0.subject == "flap.service" })
        let journal = try #require(reports.logs?.logs.first, "\(reports)")
        #expect(journal.isCut && journal.errors >= 1 && journal.floods?.first?.source == "flood.service")
        let text = try String(contentsOf: folder.appending(path: "logs/journal.txt"), encoding: .utf8)
        #expect(text.contains("ledger: cannot open the database") && text.contains("line 3000\n") && !text.contains("line 5\n"))
    }

    @Test(.enabled(if: FactRoot.machine.exists("/usr/bin/systemctl"), "needs systemctl"))
    func `without systemd as process 1 systemctl fails, and the collector says that there is none`() async throws {
        guard !FactRoot.machine.isDirectory("/run/systemd/system") else { return }
        let runner = SystemProgramRunner()
        #expect(try await runner.run(ToolCall(["systemctl", "show", "*.service"])).status == 1)
        let report = await CollectorReport.of(ServiceCollector(), CollectionContext(programs: runner))
        #expect(report.state == .skipped || report.facts != nil)
    }
}
