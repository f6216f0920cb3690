import Foundation
import Primitives
import Testing

@testable import Diagnostics

/// Missing tools, unreadable files, garbage, numbers out of range: each is told, none ends the others.
@Suite struct FaultTests {
    @Test func `an empty machine: every collector says why it has nothing`() async throws {
        let document = try await FixtureMachine().diagnose()
        #expect(document.collectors.count == CollectorName.standard.count)
        for report in document.collectors where report.state == .failed || report.state == .skipped {
            #expect(report.reason?.hasPrefix("diagnosis.") == true, "\(report)")
        }
        #expect(document.report(.memory)?.reason == "diagnosis.unreadable")
        #expect(try FactDocument.read(document.bytes()) == document)
    }

    @Test func `tools that are not there`() async throws {
        let machine = try FixtureMachine("debian-12")
        machine.programs = ScriptedPrograms()
        let disks = try await machine.collect(.disks)
        #expect(disks.state == .partial && disks.reason == "diagnosis.no-program" && disks.gaps?.count == 1)
        let services = try await machine.collect(.services)
        #expect(services.state == .failed && services.gaps?.first?.parameters == ["program": "systemctl"])
        #expect(try await machine.collect(.time).state == .partial)
        let rocky = try FixtureMachine("rocky-9")
        rocky.programs = ScriptedPrograms()
        #expect(try await rocky.collect(.packages).reason == "diagnosis.no-program")
    }

    @Test func `tools that fail, hang or write without end`() async throws {
        let machine = try FixtureMachine("debian-12")
        machine.programs.answers[["systemctl", "show"]] = ToolResult(
            output: [], errors: Array("Failed to connect to bus\n\u{1b}[31m".utf8), status: 1)
        let failed = try await machine.collect(.services)
        #expect(failed.state == .failed && failed.gaps?.first?.parameters["output"] == "Failed to connect to bus  [31m")
        machine.programs.failures["systemctl"] = Failure(.diagnosisTimeout, ["name": "systemctl", "millis": "10000"])
        #expect(try await machine.collect(.services).state == .timeout)
        machine.programs.failures["systemctl"] = Failure(.diagnosisTooLarge, ["name": "systemctl", "limit": "1"])
        #expect(try await machine.collect(.services).reason == "diagnosis.too-large")
    }

    @Test(arguments: [
        "", "garbage", "\0\0\0", "{", "[]", "MemTotal: many kB\n", "MemTotal: 99999999999999999999999 kB\nMemFree: 1 kB\n",
        "MemTotal: -5 kB\nMemFree: 1 kB\n", "\u{fffd}\u{fffd}: 1\n", String(repeating: "x", count: 20_000),
    ])
    func `H33 garbage everywhere traps nothing`(garbage: String) async throws {
        for name in ["alpine-3.20", "debian-12", "rocky-9"] {
            let machine = try FixtureMachine(name)
            let bytes = Array(garbage.utf8) + [0xff, 0xfe, 0xc3, 0x28]
            for path in try FileManager.default.subpathsOfDirectory(atPath: machine.folder.path) {
                let file = machine.folder.appending(path: path)
                var isDirectory: ObjCBool = false
                guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory), !isDirectory.boolValue,
                    (try? FileManager.default.destinationOfSymbolicLink(atPath: file.path)) == nil
                else { continue }
                try Data(bytes).write(to: file)
            }
            machine.programs.answers = machine.programs.answers.mapValues { _ in ToolResult(output: bytes, status: 0) }
            machine.given.fingerprintSalt = [1]
            let document = try await machine.diagnose()
            #expect(try FactDocument.read(document.bytes()) == document)
            #expect(document.report(.memory)?.state == .failed)
        }
    }

    @Test func `numbers at the end of 64 bits`() async throws {
        let machine = try FixtureMachine("debian-12")
        let most = "9223372036854775807"
        try machine.write("/proc/meminfo", "MemTotal: \(most) kB\nMemFree: 1 kB\n")
        #expect(try await machine.collect(.memory).state == .failed)
        try machine.write(
            "/proc/meminfo", "MemTotal: \(most)\nMemFree: \(most)\nSwapTotal: \(most)\nSwapFree: 0\nCached: \(most)\n")
        try machine.write("/proc/stat", "cpu \(most) \(most) \(most) \(most)\nbtime \(most)\n")
        try machine.write("/proc/loadavg", "\(most).9 4294967295.999999 -1 1/1 1")
        try machine.write("/sys/block/sda/size", most)
        try machine.write("/proc/uptime", most)
        try machine.write("/proc/1/stat", "1 (x) S 0 1 1 0 -1 0 0 0 0 0 \(most) \(most) 0 0 0 0 \(most) 0 \(most) 0 \(most)")
        try machine.write(
            "/proc/net/dev", "a\nb\n eth9: \(most) \(most) \(most) \(most) 0 0 0 0 \(most) \(most) \(most) \(most)\n")
        machine.space["/"] = FileSystemSpace(
            totalBytes: .max, availableBytes: 0, freeBytes: .max, totalInodes: .max, freeInodes: 0)
        machine.given.relayClock = RelayClock(aheadMillis: .min, uncertaintyMillis: .max)
        let document = try await machine.diagnose()
        #expect(document.collectors.memory?.swapTotalBytes == .max)
        #expect(document.findings.contains { $0.rule == "memory.swap-full" })
    }

    @Test func `H52 a FIFO, a device and a directory in a file's place are not waited for`() async throws {
        let machine = try FixtureMachine("debian-12")
        try machine.remove("/proc/meminfo")
        #expect(mkfifo(machine.folder.appending(path: "/proc/meminfo").path, 0o600) == 0)
        #expect(try await machine.collect(.memory).gaps?.first?.parameters["reason"] == "no regular file")
        try machine.remove("/proc/meminfo")
        try FileManager.default.createDirectory(
            at: machine.folder.appending(path: "/proc/meminfo"), withIntermediateDirectories: true)
        #expect(try await machine.collect(.memory).state == .failed)
    }

    @Test func `H51 no link leads out of another machine's tree`() throws {
        let machine = try FixtureMachine()
        try machine.write("/etc/hostname", "inside")
        try machine.link("/absolute", "/etc/hostname")
        try machine.link("/up", "../../../../../../../../etc/hostname")
        #expect(machine.root.word("/absolute") == "inside" && machine.root.word("/up") == "inside")
        try machine.link("/out", "../../../../etc/passwd")
        #expect(machine.root.readable("/out") == nil)
    }

    @Test func `an unreadable file is told with its reason`() async throws {
        let machine = try FixtureMachine("debian-12")
        try machine.remove("/proc/self/mountinfo")
        try machine.link("/proc/self/mountinfo", "mountinfo")
        let report = try await machine.collect(.disks)
        #expect(report.state == .failed && report.reason == "diagnosis.unreadable")
    }

    @Test func `text of another party has no escapes, lines or directions`() {
        #expect(FactText.capped("a\u{1b}[31m\nb\u{202e}c\u{2066}") == "a [31m bc")
        #expect(FactText.capped(String(repeating: "é", count: 5), 3) == "ééé…")
        #expect(FactText.capped("abc", 3) == "abc")
    }

    @Test(
        arguments: [
            ("1.25", Int64(1250)), ("0", 0), ("-0.5", -500), ("12.3456", 12_345), ("+1", 1000), ("", 0), ("1.2.3", nil),
            ("x", nil),
            ("4294967296", nil), ("1e5", nil),
        ] as [(String, Int64?)])
    func `thousandths`(text: String, value: Int64?) {
        #expect(Figures.thousandths(text) == value)
    }

    @Test func `addresses of six`() {
        #expect(IPv6Text.colons("fe80000000000000ae1f6bfffe123456") == "fe80::ae1f:6bff:fe12:3456")
        #expect(IPv6Text.colons("00000000000000000000000000000000") == "::")
        #expect(IPv6Text.colons("20010db8000000010000000000000001") == "2001:db8:0:1::1")
        #expect(IPv6Text.colons("20010db8000100010001000100010001") == "2001:db8:1:1:1:1:1:1")
        #expect(IPv6Text.colons("xx") == nil)
    }
}
