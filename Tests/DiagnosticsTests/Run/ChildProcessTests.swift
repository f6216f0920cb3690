import Foundation
import Glibc
import Primitives
import Testing

@testable import Diagnostics

/// Collectors in processes of their own.
@Suite struct ChildProcessTests {
    private let worker = [Programs.collectWorker]

    @Test func `every collector works within the bounds of its process`() async throws {
        let host = ChildProcessHost(
            worker, given: GivenFacts(products: [ProductVersion(product: "ledger", version: "1.0", state: "installed")]))
        let document = await DiagnosisRun(host).run(CollectorName.standard, machine: FactDocument.Machine(name: "here"))
        for report in document.collectors {
            #expect([.ok, .partial, .skipped].contains(report.state) || report.reason == "diagnosis.no-program", "\(report)")
        }
        #expect(document.collectors.memory?.totalBytes ?? 0 > 0 && document.collectors.products?.products.count == 1)
        #expect(document.collectors.disks?.fileSystems.contains { $0.mount == "/" } == true)
    }

    @Test func `one that hangs is killed and reported, and the rest go on`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hamyar-hang-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // cpu hangs with a child of its own, the others work.
        let script = #"echo $$ >> "$0/pids"; if [ "$2" = cpu ]; then sleep 1000 & echo $! >> "$0/pids"; wait; fi; exec "$1" "$2""#
        let host = ChildProcessHost(["/bin/sh", "-c", script, folder.path] + worker, given: GivenFacts())
        let run = DiagnosisRun(HostWithTime(host: host, name: .cpu, time: .seconds(4)))
        let document = await run.run([.cpu, .memory, .host], machine: FactDocument.Machine(name: "here"))
        #expect(document.report(.cpu)?.state == .timeout && document.report(.cpu)?.reason == "diagnosis.timeout")
        #expect(document.collectors.memory != nil && document.collectors.host != nil)
        #expect(document.findings.contains { $0.rule == "collector.timeout" && $0.subject == "cpu" })
        let pids = try String(contentsOf: folder.appending(path: "pids"), encoding: .utf8).split(separator: "\n").compactMap {
            pid_t($0)
        }
        // Whoever adopts what was killed may not have looked yet.
        let left = pids.filter {
            (FactRoot.machine.readable("/proc/\($0)/stat").flatMap { ProcessReading($0) }?.state ?? "Z") != "Z"
        }
        #expect(pids.count == 4 && left == [])
    }

    @Test(arguments: [
        ("exit 3", "diagnosis.crashed"), ("kill -9 $$", "diagnosis.crashed"), ("echo garbage", "diagnosis.document"),
        (#"printf '{"name":"host","name":"host"}'"#, "diagnosis.document"), ("exec yes", "diagnosis.too-large"),
        (#"printf '{"name":"cpu","state":"ok","millis":1}'"#, "diagnosis.crashed"),
        (#"printf '{"name":"host","state":"splendid","millis":1}'"#, "diagnosis.document"), ("", "diagnosis.document"),
    ])
    func `H33 a collector's process that answers nonsense`(script: String, code: String) async {
        let report = await ChildProcessHost(["/bin/sh", "-c", script], given: GivenFacts()).report(.host, within: .seconds(20))
        #expect(report.state == .failed && report.reason == code, "\(report)")
    }

    @Test func `a program that is not there`() async {
        let report = await ChildProcessHost(["/no/such/program"], given: GivenFacts()).report(.host, within: .seconds(20))
        #expect(report.state == .failed && report.reason == "diagnosis.crashed")
    }

    @Test func `H82 a collector of a huge log stays within its memory`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hamyar-huge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = folder.appending(path: "huge.log")
        try Data(repeating: 0x78, count: 1 << 20).write(to: log)
        let file = try FileHandle(forWritingTo: log)
        try file.truncate(atOffset: 4 << 30)
        try file.seekToEnd()
        try file.write(contentsOf: Data((String(repeating: "a line of a log\n", count: 100_000)).utf8))
        try file.close()
        let selection = LogSelection(
            lines: DiagnosticsLimits.maximumLogLines, bytes: DiagnosticsLimits.maximumLogBytes,
            sources: [LogSource(name: "huge", files: [log.path])])
        let host = ChildProcessHost(worker, given: GivenFacts(logs: selection), attachments: folder.path)
        let report = await host.report(.logs, within: .seconds(60))
        #expect([report].logs?.logs.first?.isCut == true, "\(report)")
        #expect(report.attachments?.first.map { $0.lines > 99_000 } == true)
    }

    @Test func `a declaration of the largest size reaches the process`() async throws {
        let head = #"{"schema":1,"product":"ledger","collectors":[{"name":"a","command":["/bin/echo","سلام"]}],"findings":["#
        let filling =
            #"{"rule":"r0","path":"x","is":"present","severity":"notice","en":{"what":"w","next":"n"},"fa":{"what":"\#(String(repeating: "و", count: 200))","next":"ب"}}"#
        var text = head + filling
        for number in 1..<DiagnosticsLimits.declarations { text += "," + filling.replacing("r0", with: "r\(number)") }
        text += "]}" + String(repeating: " ", count: 130_000)
        #expect(text.utf8.count > 128 << 10 && text.utf8.count < DiagnosticsLimits.declaration)
        let report = await ChildProcessHost(worker, given: GivenFacts(), declarations: ["ledger": text]).report(
            .product("ledger"), within: .seconds(30))
        guard case .product(let facts)? = report.facts else {
            Issue.record("\(report)")
            return
        }
        #expect(facts.probes.first?.text == "سلام\n")
    }

    /// Gives one collector less time.
    private struct HostWithTime: CollectorHost {
        let host: ChildProcessHost
        let name: CollectorName
        let time: Duration

        func report(_ name: CollectorName, within time: Duration) async -> CollectorReport {
            await host.report(name, within: name == self.name ? min(time, self.time) : time)
        }
    }
}
