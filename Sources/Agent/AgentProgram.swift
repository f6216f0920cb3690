package import Primitives

/// What this program is, for the relay and for people.
package enum AgentProgram {
    /// As released, where the installer has it; else as it was built.
    package static let version = InstalledVersion.own() ?? "0.1.0"
    package static let name = "hamyar-agent/" + version

    #if arch(x86_64)
        package static let platform = "linux-x86_64"
    #elseif arch(arm64)
        package static let platform = "linux-aarch64"
    #else
        package static let platform = "linux"
    #endif

    /// When this version was made: no clock that says less is believed for certificates (design of trust, "Time, ids, replay").
    /// 2026-11-01T00:00:00Z.
    package static let built = Timestamp(milliseconds: 1_793_491_200_000)
}
