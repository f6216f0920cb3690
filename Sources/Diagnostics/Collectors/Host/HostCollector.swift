import Glibc
import Primitives

/// os-release(5), /proc/sys/kernel, /proc/uptime, /proc/stat, DMI names and the marks that containers leave.
struct HostCollector: Collector {
    let name = CollectorName.host

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        let root = context.root
        let release = KeyedText.assignments(
            root.readable("/etc/os-release") ?? root.readable("/usr/lib/os-release") ?? "")
        let kernel = root.word("/proc/sys/kernel/osrelease")
        let reboot = rebootReason(root, kernel)
        let container = Virtualisation.container(root)
        let facts = HostFacts(
            name: root.word("/proc/sys/kernel/hostname") ?? root.word("/etc/hostname"),
            system: release["ID"].map { FactText.capped($0) },
            systemVersion: release["VERSION_ID"].map { FactText.capped($0) },
            systemTitle: (release["PRETTY_NAME"] ?? release["NAME"]).map { FactText.capped($0) },
            supportEnds: release["SUPPORT_END"].map { FactText.capped($0, 10) }, kernel: kernel,
            architecture: root.word("/proc/sys/kernel/arch") ?? (root.isMachine ? Self.architecture() : nil),
            uptimeSeconds: uptime(root), bootedMillis: booted(root), virtualisation: Virtualisation.machine(root),
            container: container, isRebootRequired: reboot != nil && container == nil,
            rebootReason: container == nil ? reboot : nil)
        var gaps: [Gap] = []
        if release.isEmpty {
            gaps.append(Gap(Failure(.diagnosisUnreadable, ["path": "/etc/os-release", "reason": "nothing there"])))
        }
        if facts.uptimeSeconds == nil {
            gaps.append(Gap(Failure(.diagnosisMalformed, ["source": "/proc/uptime", "reason": "no number"])))
        }
        return Collected(.host(facts), gaps: gaps)
    }

    private func uptime(_ root: FactRoot) -> Int64? {
        root.word("/proc/uptime")?.split(separator: " ").first.flatMap { Figures.thousandths($0) }.map { $0 / 1000 }
    }

    private func booted(_ root: FactRoot) -> Int64? {
        guard let line = try? root.lines("/proc/stat", limit: 4 << 20).first(where: { $0.hasPrefix("btime ") }) else {
            return nil
        }
        return Figures.product(Figures.number(line.dropFirst(6)), 1000)
    }

    /// Debian's and Ubuntu's own mark, or a running kernel whose modules are gone: it was replaced.
    private func rebootReason(_ root: FactRoot, _ kernel: String?) -> String? {
        if root.exists("/run/reboot-required") || root.exists("/var/run/reboot-required") { return "packages" }
        for folder in ["/lib/modules", "/usr/lib/modules"] {
            let installed = root.names(folder).filter { root.exists("\(folder)/\($0)/modules.dep") }
            if let kernel, !installed.isEmpty { return installed.contains(kernel) ? nil : "kernel" }
        }
        return nil
    }

    private static func architecture() -> String? {
        var names = utsname()
        guard uname(&names) == 0 else { return nil }
        return withUnsafeBytes(of: &names.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
