/// What machine this is, and since when it runs.
package struct HostFacts: Codable, Hashable, Sendable {
    package let name: String?
    /// `debian`, `fedora`, `alpine`: ID of os-release(5).
    package let system: String?
    package let systemVersion: String?
    package let systemTitle: String?
    /// The day on which the system's own support ends, `YYYY-MM-DD`, where it says so.
    package let supportEnds: String?
    package let kernel: String?
    package let architecture: String?
    package let uptimeSeconds: Int64?
    /// Milliseconds since 1970.
    package let bootedMillis: Int64?
    /// `kvm`, `vmware`, `microsoft`, `oracle`, `xen`, `qemu`, `amazon`, `none`; nil: it cannot be told.
    package let virtualisation: String?
    /// `docker`, `podman`, `lxc`, `kubernetes`, `systemd-nspawn`, `wsl`; nil: none is seen.
    package let container: String?
    package let isRebootRequired: Bool
    /// Why: `packages` (they say so), `kernel` (the running one is not installed any more).
    package let rebootReason: String?
}
