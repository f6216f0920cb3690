import Primitives
import Testing

@testable import Diagnostics

/// Problems that are planted, and found.
@Suite struct PlantedTests {
    private func found(_ document: FactDocument, _ rule: String) -> Finding? {
        document.findings.first { $0.rule == rule }
    }

    @Test func `a full disk, a failing one, an array that lacks a member and a dead service`() async throws {
        let document = try await FixtureMachine("debian-12").diagnose()
        let full = try #require(found(document, "disk.full"))
        #expect(full.subject == "/var" && full.severity == .critical && full.parameters["percent"] == "97")
        #expect(found(document, "disk.errors")?.subject == "/var" && found(document, "disk.errors")?.parameters["count"] == "3")
        #expect(
            found(document, "disk.smart-failing")?.subject == "sda"
                && found(document, "disk.bad-sectors")?.parameters["count"] == "89")
        #expect(
            found(document, "disk.array-degraded")?.subject == "md0" && found(document, "disk.io-errors")?.severity == .notice)
        let dead = try #require(found(document, "service.failed"))
        #expect(dead.subject == "ledger.service" && dead.severity == .critical && dead.parameters["status"] == "203")
        #expect(found(document, "service.restarting")?.subject == "queue.service")
        #expect(found(document, "network.errors")?.subject == "eno1" && found(document, "packages.broken")?.subject == "half")
        #expect(found(document, "network.proxy")?.subject == "http://proxy.office.example:3128")
        // The gravest first.
        #expect(document.findings.map(\.severity) == document.findings.map(\.severity).sorted())
    }

    @Test func `services of OpenRC that crashed`() async throws {
        let document = try await FixtureMachine("alpine-3.20").diagnose([.services])
        let dead = try #require(document.findings.first { $0.rule == "service.failed" && $0.subject == "dead" })
        #expect(dead.severity == .critical && dead.parameters["result"] == "crashed")
        // It is in no run level.
        #expect(document.findings.first { $0.subject == "by-hand" }?.severity == .warning)
        #expect(document.findings.first { $0.rule == "service.restarting" }?.subject == "kept")
    }

    @Test func `a read-only file system, little memory, swap used up, NTP off and a restart that waits`() async throws {
        let document = try await FixtureMachine("ubuntu-22.04").diagnose()
        for rule in [
            "disk.read-only", "disk.inodes", "memory.low", "memory.swap-full", "memory.oom", "memory.pressure", "cpu.load",
            "clock.ntp-off",
            "host.reboot", "network.no-route",
        ] { #expect(found(document, rule) != nil, "\(rule)") }
        #expect(found(document, "disk.read-only")?.severity == .critical && found(document, "memory.low")?.severity == .critical)
        #expect(found(document, "disk.inodes")?.parameters["percent"] == "96")
    }

    @Test func `a dead network drive, a worn disk, a hot processor, a system without support`() async throws {
        let rocky = try await FixtureMachine("rocky-9").diagnose()
        #expect(found(rocky, "disk.no-answer")?.subject == "/mnt/backup" && rocky.report(.disks)?.state == .partial)
        #expect(
            found(rocky, "disk.worn")?.parameters["percent"] == "93" && found(rocky, "service.restarting")?.severity == .warning)
        let suse = try await FixtureMachine("opensuse-15.6").diagnose()
        #expect(found(suse, "cpu.hot")?.parameters["degrees"] == "97" && found(suse, "cpu.throttled") != nil)
        let old = try await FixtureMachine("centos-7").diagnose()
        #expect(found(old, "host.out-of-support")?.parameters["day"] == "2024-06-30")
        #expect(found(old, "disk.inodes")?.subject == "/home")
    }

    @Test(arguments: [
        (Int64(240_000), "clock.behind", Finding.Severity.warning), (300_000, "clock.behind", .critical),
        (-299_999, "clock.ahead", .warning),
        (-86_400_000, "clock.ahead", .critical), (30_000, "clock.behind", .warning),
    ])
    func `H49 a skewed clock`(ahead: Int64, rule: String, severity: Finding.Severity) async throws {
        let machine = try FixtureMachine("debian-12")
        machine.given.relayClock = RelayClock(aheadMillis: ahead, uncertaintyMillis: 0)
        let finding = try #require(found(try await machine.diagnose([.time]), rule))
        #expect(finding.severity == severity && finding.parameters["seconds"] == "\(ahead.magnitude / 1000)")
    }

    @Test func `a clock within the question's own time is not skewed`() async throws {
        let machine = try FixtureMachine("debian-12")
        machine.given.relayClock = RelayClock(aheadMillis: 31_000, uncertaintyMillis: 2000)
        #expect(try await machine.diagnose([.time]).findings == [])
    }

    @Test func `broken DNS`() async throws {
        let machine = try FixtureMachine("debian-12")
        machine.given.relay = RelayFacts(host: "relay.example.com", port: 443, isReachable: false, failure: "network.unresolved")
        machine.probes.resolve = {
            ResolutionFacts(name: $0, isResolved: false, addresses: 0, millis: 4000, reason: "Temporary failure")
        }
        machine.probes.nameServer = { address, _ in
            NameServerFacts(address: address, state: address == "9.9.9.9" ? .silent : .refuses, answerMillis: nil)
        }
        let document = try await machine.diagnose([.network])
        #expect(
            found(document, "dns.broken")?.subject == "relay.example.com" && found(document, "dns.broken")?.severity == .critical)
        #expect(document.findings.filter { $0.rule == "dns.server" }.map(\.subject) == ["192.168.1.1", "9.9.9.9"])
        #expect(found(document, "relay.unreachable")?.parameters["code"] == "network.unresolved")
        // Nobody to ask at all.
        let alpine = try FixtureMachine("alpine-3.20")
        alpine.given.relay = machine.given.relay
        alpine.probes.resolve = machine.probes.resolve
        #expect(found(try await alpine.diagnose([.network]), "dns.none") != nil)
    }

    @Test func `broken DNS where the relay is known by its address`() async throws {
        let machine = try FixtureMachine("debian-12")
        machine.given.relay = RelayFacts(host: "203.0.113.7", port: 443, isReachable: true)
        machine.probes.nameServer = { address, name in
            NameServerFacts(address: name == "." ? address : "no name", state: .silent, answerMillis: nil)
        }
        let dead = try await machine.diagnose([.network]).findings.filter { $0.rule == "dns.server" }
        #expect(dead.map(\.subject) == ["192.168.1.1", "9.9.9.9"] && dead.allSatisfy { $0.severity == .critical })
        machine.probes.nameServer = { address, _ in
            let isFirst = address == "192.168.1.1"
            return NameServerFacts(address: address, state: isFirst ? .silent : .refuses, answerMillis: isFirst ? nil : 3)
        }
        // That it does not tell the root's address is no fault: it answers.
        let one = try await machine.diagnose([.network]).findings.filter { $0.rule == "dns.server" }
        #expect(one.map(\.subject) == ["192.168.1.1"] && one.first?.severity == .warning)
    }

    @Test func `a relay that is slow, far behind a tunnel, or opened on the way`() async throws {
        let machine = try FixtureMachine("debian-12")
        machine.given.relay = RelayFacts(
            host: "203.0.113.7", port: 443, isReachable: false, failure: "tls.intercepted", latencyMillis: 1000,
            foreignIssuer: "CN=Filter")
        machine.probes.pathMTU = { _ in 1279 }
        let document = try await machine.diagnose([.network])
        #expect(
            found(document, "relay.intercepted")?.parameters["issuer"] == "CN=Filter"
                && found(document, "relay.unreachable") == nil)
        #expect(found(document, "relay.slow")?.severity == .warning && found(document, "network.mtu")?.severity == .warning)
        // An address needs no name.
        #expect(document.collectors.network?.resolution == nil)
    }
}
