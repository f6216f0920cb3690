/// The units of systemd.
package struct ServiceFacts: Codable, Hashable, Sendable {
    /// `running`, `degraded`, `starting`, `maintenance`, …
    package let systemState: String?
    package let total: Int64
    package let failed: Int64
    /// All units that failed or start again and again, and services that run or should run.
    package let units: [UnitFacts]
}

package struct UnitFacts: Codable, Hashable, Sendable {
    package let name: String
    package let description: String
    /// `active`, `inactive`, `failed`, `activating`, …
    package let state: String
    /// `running`, `exited`, `dead`, `auto-restart`, …
    package let subState: String
    /// `success`, `exit-code`, `signal`, `timeout`, `oom-kill`, …
    package let result: String?
    /// `enabled`, `disabled`, `static`, …
    package let atBoot: String?
    /// How often systemd started it again by itself.
    package let restarts: Int64?
    /// Of its main process, the last time.
    package let exitStatus: Int64?
    package let memoryBytes: Int64?
}
