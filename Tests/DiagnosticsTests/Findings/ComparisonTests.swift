import Primitives
import Testing
import Updates

@testable import Diagnostics

@Suite struct ComparisonTests {
    @Test func `nothing changed`() async throws {
        let machine = try FixtureMachine("debian-12")
        let document = try await machine.diagnose()
        let comparison = try FactComparison.compare(document, document)
        #expect(comparison.changes == [] && comparison.appeared == [] && comparison.gone == [])
    }

    @Test func `added, removed, changed beyond what moves by itself`() async throws {
        let machine = try FixtureMachine("debian-12")
        machine.programs.answers = machine.programs.answers.filter { $0.key != ["$"] }
        let old = try await machine.diagnose()
        try machine.write("/etc/resolv.conf", "nameserver 1.1.1.1\nnameserver 192.168.1.1\n")
        try machine.write("/proc/uptime", "9000000.0 1.0")
        try machine.write("/proc/sys/kernel/osrelease", "6.1.0-30-amd64")
        try machine.write(
            "/var/lib/dpkg/status",
            "Package: libc6\nStatus: install ok installed\nVersion: 2.37\n\nPackage: new\nStatus: install ok installed\nVersion: 1\n"
        )
        machine.space["/"] = FileSystemSpace(
            totalBytes: 105_089_261_568, availableBytes: 4_000_000_000, freeBytes: 9_000_000_000, totalInodes: 6_553_600,
            freeInodes: 6_300_000)
        machine.programs.answers[["systemctl", "show"]] = ToolResult(
            output: Array(
                "Id=ledger.service\nLoadState=loaded\nActiveState=active\nSubState=running\nUnitFileState=enabled\n".utf8),
            status: 0)
        let comparison = try FactComparison.compare(old, try await machine.diagnose())
        let changes = Dictionary(grouping: comparison.changes) { "\($0.collector) \($0.kind) \($0.path)" }
        for expected in [
            "host changed kernel", "network added name_servers[1.1.1.1]", "network removed name_servers[9.9.9.9]",
            "disks changed file_systems[/].used_percent", "disks changed file_systems[/].available_bytes",
            "packages changed packages[libc6].version", "packages added packages[new]", "packages removed packages[zlib1g]",
            "services changed units[ledger.service].state", "services removed units[ssh.service]",
        ] { #expect(changes[expected] != nil, "\(expected)") }
        #expect(!comparison.changes.contains { $0.path.contains("uptime") || $0.path.contains("total_bytes") })
        #expect(comparison.changes.first { $0.path == "kernel" }?.old == "6.1.0-28-amd64")
        #expect(
            comparison.gone.contains { $0.rule == "service.failed" }
                && comparison.appeared.contains { $0.rule == "disk.full" && $0.subject == "/" })
        #expect(!comparison.appeared.contains { $0.subject == "/var" })
        #expect(try FactJSON.decode(Comparison.self, FactJSON.encode(comparison)) == comparison)
    }

    @Test func `a finding that got worse is another one`() async throws {
        let machine = try FixtureMachine("debian-12")
        let old = try await machine.diagnose([.host])
        func with(_ severity: Finding.Severity) -> FactDocument {
            FactDocument(
                machine: old.machine, taken: Timestamp(milliseconds: 0), collectors: old.collectors,
                findings: [Finding("host.worse", severity, .host, subject: "x")])
        }
        let comparison = try FactComparison.compare(with(.warning), with(.critical))
        #expect(comparison.appeared.map(\.severity) == [.critical] && comparison.gone.map(\.severity) == [.warning])
        #expect(!comparison.isEmpty && comparison.changes == [])
        #expect(try FactComparison.compare(with(.warning), with(.warning)).isEmpty)
    }

    @Test func `names of collectors that cannot be are refused`() {
        #expect(throws: Never.self) { try CollectorName.check(["disks", "product:ledger"]) }
        for name in ["nosuch", "Disks", "", "product:", "product:../x", "disks "] {
            #expect(throws: Failure.self, "\(name)") { try CollectorName.check(["disks", name]) }
        }
    }

    @Test func `what was not collected did not change`() async throws {
        let machine = try FixtureMachine("debian-12")
        let old = try await machine.diagnose([.host])
        let new = try await machine.diagnose([.host, .disks])
        let comparison = try FactComparison.compare(old, new)
        #expect(comparison.changes == [] && comparison.appeared == [])
    }

    private static let tolerances: [(String, Int64, Int64, Bool)] = [
        ("used_percent", 50, 52, true), ("used_percent", 50, 53, false),
        ("available_bytes", 1_000_000_000_000, 900_000_000_000, true),
        ("available_bytes", 1_000_000_000_000, 800_000_000_000, false), ("available_bytes", 0, 16_777_216, true),
        ("available_bytes", 0, 16_777_217, false), ("total_bytes", 100, 101, false), ("powered_hours", 100, 124, true),
        ("count", 1, 2, false),
        ("x_bytes", Int64.min, Int64.max, false), ("x_millis", 100, 200, true),
    ]

    @Test(arguments: tolerances)
    func `tolerance at the bound and one above`(key: String, old: Int64, new: Int64, isSame: Bool) {
        #expect(FactTolerance.isSame(key, old, new) == isSame)
    }

    @Test func `changes at the limit and one above`() throws {
        func document(_ count: Int) -> FactDocument {
            let products = (0..<count).map { ProductVersion(product: "p\($0)", version: nil, state: "installed") }
            let report = CollectorReport(.products, Collected(.products(ProductVersionFacts(products: products))), millis: 1)
            return FactDocument(
                machine: FactDocument.Machine(name: "m"), taken: Timestamp(milliseconds: 0), collectors: [report], findings: [])
        }
        let limit = DiagnosticsLimits.changes
        #expect(try FactComparison.compare(document(0), document(limit)).omitted == 0)
        let above = try FactComparison.compare(document(0), document(limit + 1))
        #expect(above.omitted == 1 && above.changes.count == limit)
    }
}
