/// The units of systemd, or the services of OpenRC in systemd's words.
package struct ServiceFacts: Codable, Hashable, Sendable {
    /// `systemd`, `openrc`.
    package let manager: String?
    /// `running`, `degraded`, `starting`, `maintenance`, …; of OpenRC its run level.
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
    /// `running`, `exited`, `dead`, `auto-restart`, …; of OpenRC `started`, `crashed`, `unsupervised`, `stopped`, …
    package let subState: String
    /// `success`, `exit-code`, `signal`, `timeout`, `oom-kill`, …
    package let result: String?
    /// `enabled`, `disabled`, `static`, …
    package let atBoot: String?
    /// How often systemd, or OpenRC's supervisor, started it again by itself.
    package let restarts: Int64?
    /// Of its main process, the last time.
    package let exitStatus: Int64?
    package let memoryBytes: Int64?
}
