import Primitives
import Testing

@testable import Diagnostics

/// The collectors on other machines (Tests/Fixtures/machines).
@Suite struct DistributionTests {
    @Test(arguments: FixtureMachine.names)
    func `every collector gives typed facts or says why not`(name: String) async throws {
        let machine = try FixtureMachine(name)
        machine.given.fingerprintSalt = Array("salt of the vendor".utf8)
        let document = try await machine.diagnose()
        #expect(document.collectors.map(\.name) == CollectorName.standard)
        for report in document.collectors where report.state != .ok {
            #expect(report.reason != nil && report.gaps?.isEmpty == false, "\(report)")
        }
        let must: [CollectorName] = [.host, .cpu, .memory, .disks, .network, .processes, .packages]
        for name in must { #expect(document.report(name)?.facts != nil, "\(name): \(String(describing: document.report(name)))") }
        #expect(try FactDocument.read(document.bytes()) == document)
    }

    @Test(arguments: [
        ("debian-12", "debian", "12", "6.1.0-28-amd64", Int64(8_640_000)),
        ("ubuntu-22.04", "ubuntu", "22.04", "5.15.0-94-generic", 123_456),
        ("rocky-9", "rocky", "9.4", "5.14.0-427.el9.x86_64", 500), ("alpine-3.20", "alpine", "3.20.3", "6.6.30-0-lts", 86_400),
        ("opensuse-15.6", "opensuse-leap", "15.6", "6.4.0-150600.23.25-default", 1000),
        ("centos-7", "centos", "7", "3.10.0-1160.el7.x86_64", 99_999_999),
    ])
    func `host`(name: String, system: String, version: String, kernel: String, uptime: Int64) async throws {
        let facts = try #require([try await FixtureMachine(name).collect(.host)].host)
        #expect(
            facts.system == system && facts.systemVersion == version && facts.kernel == kernel && facts.uptimeSeconds == uptime)
    }

    @Test func `what a machine runs in, and whether it waits for a restart`() async throws {
        let debian = try #require([try await FixtureMachine("debian-12").collect(.host)].host)
        #expect(debian.virtualisation == "none" && debian.container == nil && !debian.isRebootRequired)
        let ubuntu = try #require([try await FixtureMachine("ubuntu-22.04").collect(.host)].host)
        #expect(ubuntu.virtualisation == "kvm" && ubuntu.isRebootRequired && ubuntu.rebootReason == "packages")
        let alpine = try #require([try await FixtureMachine("alpine-3.20").collect(.host)].host)
        #expect(alpine.container == "docker")
        // Its running kernel is not among those that are installed.
        let rocky = try #require([try await FixtureMachine("rocky-9").collect(.host)].host)
        #expect(rocky.isRebootRequired && rocky.rebootReason == "kernel")
    }

    @Test func `processors and memory`() async throws {
        let machine = try FixtureMachine("debian-12")
        let cpu = try #require([try await machine.collect(.cpu)].cpu)
        #expect(cpu.model == "Intel(R) Xeon(R) CPU E3-1230 v6 @ 3.50GHz" && cpu.logicalCount == 4 && cpu.coreCount == 2)
        #expect(cpu.load1Thousandths == 420 && cpu.socketCount == 1 && cpu.currentMegahertz == 2400)
        let memory = try #require([try await machine.collect(.memory)].memory)
        #expect(memory.totalBytes == 16_303_508 * 1024 && memory.swaps.first?.usedBytes == 4300 * 1024 && memory.oomKills == 0)
        #expect(memory.pressure?.some60PercentHundredths == 12)
        let pi = try #require([try await FixtureMachine("alpine-3.20").collect(.cpu)].cpu)
        #expect(pi.model == "Raspberry Pi 4 Model B Rev 1.4" && pi.logicalCount == 1)
        // A kernel without pressure figures and without MemAvailable.
        let old = try #require([try await FixtureMachine("centos-7").collect(.memory)].memory)
        #expect(old.pressure == nil && old.availableBytes > old.freeBytes && old.oomKills == nil)
    }

    @Test func `usage is what grew between two readings`() throws {
        let machine = try FixtureMachine()
        try machine.write("/proc/stat", "cpu  100 0 100 800 0 0 0 0 0 0\ncpu0 100 0 100 800 0 0 0 0\n")
        let old = try #require(ProcessorTimes(machine.root))
        try machine.write("/proc/stat", "cpu  130 0 110 840 10 0 0 10 0 0\ncpu0 100 0 100 800 0 0 0 0\n")
        let usage = try #require(ProcessorTimes(machine.root)?.usage(since: old))
        #expect(usage.busyThousandths == 500 && usage.userThousandths == 300 && usage.waitingThousandths == 100)
        #expect(usage.stolenThousandths == 100)
        #expect(old.usage(since: old) == nil)
    }

    @Test func `file systems once each, and disks`() async throws {
        let debian = try #require([try await FixtureMachine("debian-12").collect(.disks)].disks)
        #expect(debian.fileSystems.map(\.mount) == ["/", "/run", "/srv/with space", "/var"])
        let full = try #require(debian.fileSystems.last)
        #expect(full.usedPercent == 97 && full.errors == 3 && full.kind == "ext4")
        #expect(debian.disks.map(\.name) == ["md0", "sda"] && debian.disks[0].missingMembers == 1)
        let smart = try #require(debian.disks[1].smart)
        #expect(smart.isHealthy == false && smart.pendingSectors == 77 && smart.reallocatedSectors == 1848)
        #expect(debian.disks[1].inputOutputErrors == 5 && debian.disks[1].bytes == 4_000_787_030_016)
        let suse = try #require([try await FixtureMachine("opensuse-15.6").collect(.disks)].disks)
        #expect(suse.fileSystems.map(\.mount) == ["/", "/boot/efi"])
        // btrfs and vfat count no inodes.
        #expect(suse.fileSystems.allSatisfy { $0.usedInodesPercent == nil })
        let alpine = try #require([try await FixtureMachine("alpine-3.20").collect(.disks)].disks)
        #expect(alpine.fileSystems.map(\.kind) == ["overlay", "tmpfs", "ext4"])
        let ubuntu = try #require([try await FixtureMachine("ubuntu-22.04").collect(.disks)].disks)
        #expect(ubuntu.fileSystems.map(\.isUnexpectedlyReadOnly) == [true])
        let rocky = try #require([try await FixtureMachine("rocky-9").collect(.disks)].disks)
        #expect(rocky.disks.first?.smart?.usedLifePercent == 93)
        #expect(rocky.fileSystems.first { $0.mount == "/mnt/backup" }?.isRemote == true)
    }

    @Test func `interfaces, addresses, routes and names`() async throws {
        let machine = try FixtureMachine("debian-12")
        machine.given.relay = RelayFacts(host: "relay.example.com", port: 443, isReachable: true, latencyMillis: 40)
        machine.given.proxy = "http://agent:geheim@10.9.9.9:8080"
        let facts = try #require([try await machine.collect(.network)].network)
        let wire = try #require(facts.interfaces.first { $0.name == "eno1" })
        #expect(
            wire.addresses == ["192.168.1.20", "fe80::ae1f:6bff:fe12:3456"] && wire.isPhysical && wire.megabitsPerSecond == 1000)
        #expect(wire.receiveErrors == 250_000 && wire.mtuBytes == 1500 && wire.state == "up")
        #expect(facts.interfaces.first { $0.name == "lo" }?.addresses == ["127.0.0.1", "::1"])
        #expect(facts.routes.first == RouteFacts(destination: "0.0.0.0/0", gateway: "192.168.1.1", interface: "eno1", metric: 0))
        #expect(facts.nameServers.map(\.address) == ["192.168.1.1", "9.9.9.9"] && facts.searchDomains == ["office.example"])
        #expect(facts.resolution?.name == "relay.example.com" && facts.sentSegments == 800_000)
        let proxies = facts.proxies.map(\.address)
        #expect(
            proxies == [
                "http://10.9.9.9:8080", "http://proxy.office.example:3128", "http://proxy.office.example:8080",
            ])
        let text = String(decoding: try FactJSON.encode(facts), as: UTF8.self)
        for secret in ["s3cret", "geheim", "reza", "user:pass"] { #expect(!text.contains(secret)) }
        let suse = try #require([try await FixtureMachine("opensuse-15.6").collect(.network)].network)
        #expect(suse.proxies.map(\.kind) == ["http_proxy", "no_proxy"])
        let rocky = try #require([try await FixtureMachine("rocky-9").collect(.network)].network)
        #expect(rocky.proxies == [ProxyFacts(source: "/etc/dnf/dnf.conf", kind: "proxy", address: "http://10.0.2.9:3128")])
    }

    @Test func `processes`() async throws {
        let facts = try #require([try await FixtureMachine("debian-12").collect(.processes)].processes)
        #expect(facts.total == 5 && facts.zombies == 1 && facts.blocked == 1 && facts.topByMemory.first?.name == "postgres")
        #expect(facts.zombieParents == [ZombieParent(id: 900, name: "my (odd) name", zombies: 1)])
        #expect(facts.blockedProcesses.map(\.name) == ["rsync"] && facts.processLimit == 4_194_304)
    }

    @Test func `services of systemd, of OpenRC, and none without either`() async throws {
        let facts = try #require([try await FixtureMachine("debian-12").collect(.services)].services)
        #expect(facts.systemState == "degraded" && facts.failed == 1 && facts.total == 5)
        #expect(facts.units.first?.name == "ledger.service" && facts.units.first?.exitStatus == 203)
        #expect(facts.units.first { $0.name == "queue.service" }?.restarts == 412)
        let alpine = try #require([try await FixtureMachine("alpine-3.20").collect(.services)].services)
        #expect(alpine.manager == "openrc" && alpine.systemState == "default" && alpine.total == 10 && alpine.failed == 5)
        #expect(alpine.units.prefix(5).map(\.name) == ["by-hand", "dead", "flap", "orphan", "unstartable"])
        #expect(alpine.units.first { $0.name == "dead" }?.subState == "crashed")
        // `scheduled`, and what belongs to switching off, neither runs nor should.
        #expect(alpine.units.suffix(3).map(\.name) == ["devfs", "good", "kept"] && alpine.units.last?.restarts == 2)
        let machine = try FixtureMachine("alpine-3.20")
        try machine.remove("/run/openrc/softlevel")
        #expect(try await machine.collect(.services).gaps?.first?.parameters["what"] == "systemd, OpenRC")
        try machine.write("/etc/init.d/ledger", "#!/bin/sh\n")
        let old = try await machine.collect(.services)
        #expect(old.state == .skipped && old.gaps?.first?.parameters["what"] == "systemd, OpenRC (only /etc/init.d)")
    }

    @Test func `packages of dpkg, rpm and apk`() async throws {
        let debian = try #require([try await FixtureMachine("debian-12").collect(.packages)].packages)
        #expect(debian.manager == "dpkg" && debian.total == 3 && debian.broken == ["half"])
        #expect(debian.packages.last == InstalledPackage(name: "zlib1g", version: "1:1.2.13.dfsg-1"))
        let alpine = try #require([try await FixtureMachine("alpine-3.20").collect(.packages)].packages)
        #expect(alpine.manager == "apk" && alpine.packages.map(\.name) == ["musl", "busybox"])
        for name in ["rocky-9", "opensuse-15.6", "centos-7"] {
            let facts = try #require([try await FixtureMachine(name).collect(.packages)].packages)
            #expect(facts.manager == "rpm" && facts.total == 2 && facts.lastChangeMillis == 1_722_345_678_000)
        }
    }

    @Test func `clock and zone`() async throws {
        let machine = try FixtureMachine("debian-12")
        machine.given.relayClock = RelayClock(aheadMillis: -1500, uncertaintyMillis: 20)
        let debian = try #require([try await machine.collect(.time)].time)
        #expect(debian.zone == "Asia/Tehran" && debian.isServiceEnabled == true && debian.behindRelayMillis == -1500)
        #expect(debian.isHardwareLocal == false && debian.isSynchronised == true)
        let ubuntu = try #require([try await FixtureMachine("ubuntu-22.04").collect(.time)].time)
        #expect(ubuntu.zone == "Etc/UTC" && ubuntu.isServiceEnabled == false)
        let rocky = try #require([try await FixtureMachine("rocky-9").collect(.time)].time)
        #expect(rocky.chronyOffsetMicros == -123 && rocky.chronySource == "192.168.1.1")
        let alpine = try #require([try await FixtureMachine("alpine-3.20").collect(.time)].time)
        #expect(alpine.zone == "UTC-3:30")
    }

    @Test func `the relay's clock from one question`() {
        let sent = Timestamp(milliseconds: 10_000)
        let clock = RelayClock(sent: sent, answered: sent + .milliseconds(200), relay: Timestamp(milliseconds: 250_100))
        #expect(clock.aheadMillis == 240_000 && clock.uncertaintyMillis == 100)
    }

    @Test func `fingerprints leave as hashes under the vendor's salt`() async throws {
        let machine = try FixtureMachine("debian-12")
        #expect([try await machine.collect(.hardware)].hardware?.fingerprints == nil)
        machine.given.fingerprintSalt = Array("one".utf8)
        let report = try await machine.collect(.hardware)
        let facts = try #require([report].hardware)
        let kinds = try #require(facts.fingerprints).map { $0.kind + ($0.of.map { " " + $0 } ?? "") }
        // "To be filled by O.E.M." identifies no machine.
        #expect(kinds == ["machine-id", "system-uuid", "board-serial", "chassis-serial", "disk-serial sda", "network eno1"])
        let text = String(decoding: try FactJSON.encode(report), as: UTF8.self).lowercased()
        for number in ["4d3c2b1a", "zm17as", "ac1f6b123456", "ac:1f:6b", "50014ee2b1234567"] { #expect(!text.contains(number)) }
        machine.given.fingerprintSalt = Array("two".utf8)
        let others = try #require([try await machine.collect(.hardware)].hardware?.fingerprints)
        #expect(Set(others.map(\.hash)).isDisjoint(with: Set(facts.fingerprints?.map(\.hash) ?? [])))
        #expect(
            HardwareCollector.hash("network", "AC:1F:6B:12:34:56", salt: [1])
                == HardwareCollector.hash("network", "ac:1f:6b:12:34:56 ", salt: [1]))
        #expect(HardwareCollector.hash("disk-serial", "x1", salt: [1]) != HardwareCollector.hash("board-serial", "x1", salt: [1]))
    }

    @Test func `products are those of the installer`() async throws {
        let machine = try FixtureMachine()
        #expect(try await machine.collect(.products).state == .skipped)
        machine.given.products = [ProductVersion(product: "ledger", version: "2.1.0", state: "installed")]
        #expect([try await machine.collect(.products)].products?.products.first?.version == "2.1.0")
    }
}
