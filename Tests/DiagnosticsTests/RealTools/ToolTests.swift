import Foundation
import Glibc
import Primitives
import Testing

@testable import Diagnostics

/// chronyc, smartctl and rpm as they are here, asked what the collectors ask.
@Suite struct ToolTests {
    @Test(
        .enabled(
            if: geteuid() == 0 && FactRoot.machine.exists("/usr/sbin/chronyd") && FactRoot.machine.exists("/usr/bin/chronyc"),
            "needs root and chrony"))
    func `a chronyd without a source says nothing of the clock, one with a source its distance`() async throws {
        let machine = try FixtureMachine()
        try machine.write("/run/chrony/none", "")
        let folder = machine.folder.path
        chmod(folder, 0o700)
        try machine.write(
            "/chrony.conf",
            "bindcmdaddress \(folder)/sock\ncmdport 0\nport 0\npidfile \(folder)/pid\ndriftfile \(folder)/drift\n")
        let daemon = Process()
        daemon.executableURL = URL(filePath: "/usr/sbin/chronyd")
        // It touches no clock (-x).
        daemon.arguments = ["-x", "-d", "-U", "-u", "root", "-f", folder + "/chrony.conf"]
        daemon.standardError = FileHandle.nullDevice
        try daemon.run()
        defer { kill(daemon.processIdentifier, SIGKILL) }
        for _ in 0..<500 where access(folder + "/sock", F_OK) != 0 { try await Task.sleep(for: .milliseconds(10)) }
        let programs = PrefixedPrograms { $0[0] == "chronyc" ? ["chronyc", "-h", folder + "/sock"] + $0.dropFirst() : $0 }
        let context = CollectionContext(root: machine.root, programs: programs, probes: machine.probes)
        let lost = try #require([await CollectorReport.of(TimeCollector(), context)].time)
        #expect(lost.chronyOffsetMicros == nil && lost.chronySource == nil)
        // Its own clock as a source: an address of no machine, and a name.
        _ = try await programs.output(ToolCall(["chronyc", "local", "stratum", "5"]))
        let local = try #require([await CollectorReport.of(TimeCollector(), context)].time)
        #expect(local.chronyOffsetMicros == 0 && local.chronySource == "7F7F0101")
        kill(daemon.processIdentifier, SIGKILL)
        daemon.waitUntilExit()
        // Nobody there any more: no gap, for it is one of several services.
        let report = await CollectorReport.of(TimeCollector(), context)
        #expect([report].time?.chronySource == nil && report.gaps?.map(\.code) == ["diagnosis.not-here"])
    }

    @Test(.enabled(if: FactRoot.machine.exists("/usr/sbin/smartctl"), "needs smartmontools"))
    func `smartctl says why it has nothing, in its own words`() async throws {
        let machine = try FixtureMachine()
        var reader = SmartReader(SystemProgramRunner())
        #expect(await reader.read("null", machine.root) == nil)
        let gap = try #require(reader.gaps.first)
        #expect(gap.code == "diagnosis.program-failed" && gap.parameters["status"] == "1")
        #expect(gap.parameters["output"] == "/dev/null: Unable to detect device type")
        // No more disks than the limit.
        for _ in 1..<DiagnosticsLimits.smartDisks { _ = await reader.read("null", machine.root) }
        #expect(reader.gaps.count == DiagnosticsLimits.smartDisks)
        #expect(await reader.read("null", machine.root) == nil && reader.gaps.count == DiagnosticsLimits.smartDisks)
    }

    @Test(
        .enabled(
            if: geteuid() == 0 && FactRoot.machine.exists("/usr/bin/rpmbuild") && FactRoot.machine.exists("/usr/bin/rpm"),
            "needs root, rpm and rpmbuild"))
    func `a real database of rpm, empty and with a package`() async throws {
        let machine = try FixtureMachine()
        let folder = machine.folder.path
        let programs = PrefixedPrograms { $0[0] == "rpm" ? ["rpm", "--root", folder] + $0.dropFirst() : $0 }
        let context = CollectionContext(root: machine.root, programs: programs)
        _ = try await programs.output(ToolCall(["rpm", "--initdb"]))
        try machine.write("/var/lib/rpm/none", "")
        let empty = await CollectorReport.of(PackageCollector(), context)
        #expect(empty.reason == "diagnosis.malformed" && empty.gaps?.first?.parameters["reason"] == "no package")
        try machine.write(
            "/t.spec",
            "Name: ledger\nEpoch: 2\nVersion: 2.1.0\nRelease: 3\nSummary: x\nLicense: x\nBuildArch: noarch\n%description\nx\n%files\n"
        )
        _ = try await programs.output(
            ToolCall(["rpmbuild", "--quiet", "--define", "_topdir \(folder)/rpm", "-bb", folder + "/t.spec"]))
        let package = folder + "/rpm/RPMS/noarch/ledger-2.1.0-3.noarch.rpm"
        let installed = try await programs.run(ToolCall(["rpm", "--install", "--nodeps", "--noscripts", package]))
        try #require(installed.status == 0, "\(installed.failure("rpm"))")
        let report = await CollectorReport.of(PackageCollector(), context)
        let facts = try #require([report].packages, "\(report)")
        #expect(facts.packages == [InstalledPackage(name: "ledger", version: "2:2.1.0-3")] && facts.manager == "rpm")
        #expect(facts.lastChangeMillis.map { abs($0 - SystemWallClock().now().milliseconds) < 600_000 } == true)
    }
}
