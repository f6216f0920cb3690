/// What a machine runs in, by the marks that are known (as systemd-detect-virt(1) looks for them).
enum Virtualisation {
    private static let vendors: [(text: String, name: String)] = [
        ("KVM", "kvm"), ("OpenStack", "kvm"), ("Amazon EC2", "amazon"), ("QEMU", "qemu"), ("VMware", "vmware"), ("VMW", "vmware"),
        ("innotek GmbH", "oracle"), ("VirtualBox", "oracle"), ("Xen", "xen"), ("Bochs", "bochs"), ("Parallels", "parallels"),
        ("BHYVE", "bhyve"), ("Microsoft Corporation", "microsoft"), ("Hyper-V", "microsoft"), ("Google Compute Engine", "google"),
        ("Hetzner", "kvm"), ("DigitalOcean", "kvm"), ("Alibaba Cloud", "kvm"),
    ]

    static func machine(_ root: FactRoot) -> String? {
        if root.word("/sys/hypervisor/type") == "xen" { return "xen" }
        let names = ["product_name", "sys_vendor", "board_vendor", "bios_vendor", "product_version"].compactMap {
            root.word("/sys/class/dmi/id/" + $0)
        }
        // Surface and other hardware is Microsoft's, too: there the product's name says "Virtual Machine".
        for (text, vendor) in vendors where names.contains(where: { $0.contains(text) }) {
            if text != "Microsoft Corporation" || names.contains(where: { $0.contains("Virtual") }) { return vendor }
        }
        let processor = root.readable("/proc/cpuinfo") ?? ""
        let flags = processor.split(separator: "\n").first { $0.hasPrefix("flags") } ?? ""
        if flags.split(separator: " ").contains("hypervisor") {
            return root.names("/sys/bus/virtio/devices").isEmpty && root.word("/sys/block/vda/size") == nil ? "unknown" : "kvm"
        }
        return names.isEmpty ? nil : "none"
    }

    static func container(_ root: FactRoot) -> String? {
        if let name = root.word("/run/systemd/container") { return name }
        if root.word("/proc/sys/kernel/osrelease")?.lowercased().contains("microsoft") == true { return "wsl" }
        if root.exists("/.dockerenv") { return "docker" }
        if root.exists("/run/.containerenv") { return "podman" }
        if let environment = root.readable("/proc/1/environ") {
            for variable in environment.split(separator: "\0") where variable.hasPrefix("container=") {
                return FactText.capped(variable.dropFirst("container=".count), 64)
            }
        }
        let groups = root.readable("/proc/1/cgroup") ?? ""
        for (mark, name) in [("/docker", "docker"), ("/kubepods", "kubernetes"), ("/lxc", "lxc"), ("/libpod", "podman")]
        where groups.contains(mark) { return name }
        return nil
    }
}
