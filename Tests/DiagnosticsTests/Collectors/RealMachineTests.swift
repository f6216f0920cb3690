import Foundation
import Glibc
import Primitives
import Testing

@testable import Diagnostics

/// The collectors on the machine that runs the tests.
@Suite struct RealMachineTests {
    private func context(_ attachments: URL? = nil) -> CollectionContext {
        var given = GivenFacts(
            relay: RelayFacts(host: "127.0.0.1", port: 443, isReachable: true),
            relayClock: RelayClock(aheadMillis: 0, uncertaintyMillis: 5),
            fingerprintSalt: Array("salt".utf8))
        given.logs.lines = 100
        return CollectionContext(
            programs: SystemProgramRunner(), given: given, attachments: attachments.map { AttachmentDirectory($0.path) })
    }

    @Test func `every collector gives plausible values or says why not`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hamyar-attachments-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = DiagnosisRun(InProcessHost(context(folder)))
        let document = await run.run(CollectorName.standard, machine: FactDocument.Machine(name: "here"))
        for report in document.collectors {
            #expect([.ok, .partial, .skipped].contains(report.state) || report.reason == "diagnosis.no-program", "\(report)")
        }
        let host = try #require(document.collectors.host)
        #expect(host.kernel?.isEmpty == false && (host.uptimeSeconds ?? 0) > 0 && host.architecture?.isEmpty == false)
        let cpu = try #require(document.collectors.cpu)
        #expect(cpu.logicalCount >= 1 && cpu.usage.map { (0...1000).contains($0.busyThousandths) } == true)
        let memory = try #require(document.collectors.memory)
        #expect(memory.totalBytes > 64 << 20 && (0...memory.totalBytes).contains(memory.availableBytes))
        let root = try #require(document.collectors.disks?.fileSystems.first { $0.mount == "/" })
        #expect(root.totalBytes.map { $0 > 0 } == true && root.usedPercent.map { (0...100).contains($0) } == true)
        let network = try #require(document.collectors.network)
        #expect(network.interfaces.first { $0.name == "lo" }?.addresses.contains("127.0.0.1") == true)
        let processes = try #require(document.collectors.processes)
        #expect(processes.total > 1 && processes.topByMemory.first.map { $0.residentBytes > 0 } == true)
        let time = try #require(document.collectors.time)
        #expect(abs(time.nowMillis - SystemWallClock().now().milliseconds) < 600_000 && time.isSynchronised != nil)
        if let packages = document.collectors.packages { #expect(packages.total > 10) }
        #expect(try FactDocument.read(document.bytes()) == document)
    }

    @Test func `a full disk, really mounted, is found`() async throws {
        guard geteuid() == 0 else { return }
        let place = FileManager.default.temporaryDirectory.appending(path: "hamyar full \(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        guard mount("none", place.path, "tmpfs", 0, "size=1m") == 0 else { return }
        defer { umount2(place.path, 0) }
        try Data(count: 1_020_000).write(to: place.appending(path: "ballast"))
        let report = await CollectorReport.of(DiskCollector(), context())
        let finding = try #require(Findings.all(in: [report]).first { $0.rule == "disk.full" && $0.subject == place.path })
        #expect(finding.severity == .critical && finding.parameters["percent"] == "98")
    }

    @Test func `live figures are rates between two readings`() async throws {
        let context = context()
        let clock = ContinuousClock()
        let old = LiveReading(context, moment: .zero)
        let begun = clock.now
        var sum: UInt64 = 0
        while clock.now - begun < .milliseconds(120) { sum &+= 1 }
        let figures = try #require(LiveFigures(from: old, to: LiveReading(context, moment: clock.now - begun)))
        #expect(sum > 0 && figures.millis >= 120 && figures.memoryTotalBytes.map { $0 > 0 } == true)
        #expect(figures.processor.map { $0.busyThousandths > 0 } == true)
        #expect(figures.fileSystems.contains { $0.mount == "/" } || figures.fileSystems.isEmpty)
        #expect(figures.processes.contains { $0.id == Int64(getpid()) })
        #expect(LiveFigures(from: old, to: old) == nil)
    }

    @Test func `programs: missing, failing, too slow, too loud`() async throws {
        let runner = SystemProgramRunner()
        func code(_ call: ToolCall) async -> Failure.Code? {
            do throws(Failure) {
                _ = try await runner.output(call)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(await code(ToolCall(["no-such-tool"])) == .diagnosisNoProgram)
        #expect(await code(ToolCall(["/no/such/tool"])) == .diagnosisNoProgram)
        #expect(await code(ToolCall(["../bin/sh"])) == .diagnosisNoProgram)
        #expect(await code(ToolCall(["sh", "-c", "echo no >&2; exit 3"])) == .diagnosisProgramFailed)
        #expect(await code(ToolCall(["sleep", "100"], timeout: .milliseconds(100))) == .diagnosisTimeout)
        #expect(await code(ToolCall(["yes"], outputLimit: 10_000)) == .diagnosisTooLarge)
        #expect(await code(ToolCall(["echo", "fine"])) == nil)
        #expect(try await runner.run(ToolCall(["sh", "-c", "kill -9 $$"])).status == 137)
        // No word is read by a shell.
        #expect(try await runner.output(ToolCall(["echo", "$(id);`id`"])) == "$(id);`id`\n")
    }
}
