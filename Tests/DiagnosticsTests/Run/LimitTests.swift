import Foundation
import Glibc
import Primitives
import Synchronization
import Testing

@testable import Diagnostics

/// H82 What a diagnosis may read, keep and take: at each limit, and one above.
@Suite struct LimitTests {
    private func files(_ count: Int, in machine: FixtureMachine, _ folder: String) throws {
        let place = machine.folder.appending(path: folder).path
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        for number in 0..<count { close(open("\(place)/\(number)", O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)) }
    }

    private func unit(_ number: Int) -> UnitFacts {
        UnitFacts(
            name: "u\(number).service", description: "", state: "failed", subState: "failed", result: nil, atBoot: nil,
            restarts: nil, exitStatus: nil, memoryBytes: nil)
    }

    private func services(_ count: Int) -> CollectorReport {
        let facts = ServiceFacts(
            manager: "systemd", systemState: nil, total: 1, failed: 1, units: (0..<count).map { unit($0) })
        return CollectorReport(.services, Collected(.services(facts)), millis: 1)
    }

    @Test func `a small file's bytes, a directory's names, a pattern's names, processes`() throws {
        let machine = try FixtureMachine()
        for more in [0, 1] {
            try machine.write("/etc/x", [UInt8](repeating: 0x78, count: DiagnosticsLimits.smallFile + more))
            #expect(try machine.root.text("/etc/x").utf8.count == DiagnosticsLimits.smallFile)
        }
        try files(DiagnosticsLimits.names, in: machine, "/l")
        #expect(machine.root.names("/l").count == DiagnosticsLimits.names)
        try machine.write("/l/y", "")
        #expect(machine.root.names("/l").count == DiagnosticsLimits.names)
        let names = DiagnosticsLimits.names + 1
        #expect(!PathPatterns.files("/l/x*", in: machine.root, names: names).isCut)
        #expect(PathPatterns.files("/l/x*", in: machine.root, names: names - 1).isCut)
        for id in 1...4 { try machine.write("/proc/\(id)/stat", "\(id) (x) S 0 1 1 0 -1 0 0 0 0 0 1 1 0 0 0 0 1 0 1 0 \(id)") }
        #expect(ProcessReading.all(machine.root, limit: 4).count == 4 && ProcessReading.all(machine.root, limit: 3).count == 3)
    }

    @Test func `entries of a list, processes that are named, packages`() async throws {
        let machine = try FixtureMachine()
        try FileManager.default.createDirectory(
            at: machine.folder.appending(path: "/run/systemd/system"), withIntermediateDirectories: true)
        func units(_ count: Int) -> ToolResult {
            let text = (0..<count).map { "Id=u\($0).service\nActiveState=active\nLoadState=loaded\n" }.joined(separator: "\n")
            return ToolResult(output: Array(text.utf8), status: 0)
        }
        for more in [0, 1] {
            machine.programs.answers[["systemctl", "show"]] = units(DiagnosticsLimits.entries + more)
            let report = try await machine.collect(.services)
            #expect([report].services?.units.count == DiagnosticsLimits.entries && report.omitted == (more == 0 ? nil : 1))
            for id in 1...DiagnosticsLimits.topProcesses + more {
                try machine.write("/proc/\(id)/stat", "\(id) (x) S 0 1 1 0 -1 0 0 0 0 0 1 1 0 0 0 0 1 0 1 0 \(id)")
            }
            #expect([try await machine.collect(.processes)].processes?.topByMemory.count == DiagnosticsLimits.topProcesses)
            let packages = (0..<DiagnosticsLimits.packages + more).map {
                "Package: p\($0)\nStatus: install ok installed\nVersion: 1\n\n"
            }
            try machine.write("/var/lib/dpkg/status", packages.joined())
            let found = try await machine.collect(.packages)
            #expect([found].packages?.packages.count == DiagnosticsLimits.packages && found.omitted == (more == 0 ? nil : 1))
            #expect([found].packages?.total == Int64(DiagnosticsLimits.packages + more))
        }
    }

    @Test func `findings of a diagnosis, and of a vendor's rule`() throws {
        let text = #"""
            {"schema":1,"product":"p","findings":[{"rule":"r","collector":"services","path":"units[].state","is":"=","than":"failed",
            "severity":"notice","en":{"what":"w","next":"n"},"fa":{"what":"و","next":"ب"}}]}
            """#
        let rules = try Declaration.read(Array(text.utf8)).rules
        for count in [16, 17] {
            let found = Findings.all(in: [services(count)], vendorRules: rules)
            #expect(found.filter { $0.rule == "p:r" }.count == 16 && found.filter { $0.rule == "service.failed" }.count == count)
        }
        #expect(Findings.all(in: [services(DiagnosticsLimits.findings)]).count == DiagnosticsLimits.findings)
        #expect(Findings.all(in: [services(DiagnosticsLimits.findings + 1)]).count == DiagnosticsLimits.findings)
    }

    @Test func `H33 depth and values of a probe's JSON`() {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        func list(_ count: Int) -> [UInt8] {
            Array(("[" + Array(repeating: "1", count: count).joined(separator: ",") + "]").utf8)
        }
        #expect(ProductJSON.value(nested(16)) != nil && ProductJSON.value(nested(17)) == nil)
        // The list is a value too.
        #expect(ProductJSON.value(list(4999)) != nil && ProductJSON.value(list(5000)) == nil)
    }

    @Test func `a probe that says no limits has these`() throws {
        let text = #"{"schema":1,"product":"p","collectors":[{"name":"a","command":["/bin/true"]}]}"#
        let probe = try #require(try Declaration.read(Array(text.utf8)).probes.first)
        #expect(probe.timeout == DiagnosticsLimits.defaultProbeTime && probe.bytes == DiagnosticsLimits.probeBytes)
    }

    @Test func `a program's last words in a reason`() {
        let words = [UInt8](repeating: 0x78, count: DiagnosticsLimits.reasonOutput)
        #expect(FactText.tail(words).count == words.count && FactText.tail([0x79] + words) == FactText.tail(words))
    }

    @Test func `the two readings of a rate are that far apart, and logs and packages have longer`() async throws {
        let machine = try FixtureMachine("debian-12")
        let paused = Mutex<[Duration]>([])
        let context = CollectionContext(
            root: machine.root, programs: machine.programs, probes: machine.probes,
            pause: { duration in
                paused.withLock { $0.append(duration) }
                return duration
            })
        for collector in [ProcessorCollector() as any Collector, ProcessCollector()] {
            _ = await CollectorReport.of(collector, context)
        }
        #expect(paused.withLock { $0 } == [DiagnosticsLimits.interval, DiagnosticsLimits.interval])
        for name in CollectorName.standard {
            let isLong = name == .logs || name == .packages
            let time = try Collectors.named(name).timeout
            #expect(time == (isLong ? DiagnosticsLimits.longCollectorTime : DiagnosticsLimits.collectorTime))
        }
    }

    @Test func `collectors' processes and their programs stand back, and have their processor time`() async throws {
        // It cannot be nicer than 19.
        let nice = min(19, getpriority(__priority_which_t(0), 0) + DiagnosticsLimits.niceness)
        let words = "nice \(nice) seconds \(DiagnosticsLimits.collectorProcessorSeconds)"
        let script = "echo nice $(nice) seconds $(ulimit -t)"
        let report = await ChildProcessHost(["/bin/sh", "-c", script + " >&2; exit 3"], given: GivenFacts())
            .report(.host, within: .seconds(20))
        #expect(report.gaps?.first?.parameters["output"] == words)
        #expect(try await SystemProgramRunner().output(ToolCall(["sh", "-c", script])) == words + "\n")
    }
}
