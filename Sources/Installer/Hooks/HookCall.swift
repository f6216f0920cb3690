package import Primitives

/// One program that is run for an install, as another user.
package struct HookCall: Codable, Hashable, Sendable {
    /// For sentences, and for the environment.
    package let hook: String
    package let version: String
    /// Absolute, then arguments.
    package let command: [String]
    package let environment: [String: String]
    package let directory: String
    package let user: UInt32
    package let group: UInt32
    /// Milliseconds.
    package let timeout: Int64
    /// What it leaves behind is the product, and stays.
    package let leavesProcesses: Bool

    package init(
        hook: String, version: String, command: [String], environment: [String: String], directory: String, user: UInt32,
        group: UInt32, timeout: Int64, leavesProcesses: Bool
    ) {
        self.hook = hook
        self.version = version
        self.command = command
        self.environment = environment
        self.directory = directory
        self.user = user
        self.group = group
        self.timeout = timeout
        self.leavesProcesses = leavesProcesses
    }

    var words: [String: String] { ["hook": hook, "version": version] }
}

/// Who runs hooks.
package protocol HookRunner: Sendable {
    /// - Returns: what it wrote, the last `InstallerLimits.hookOutput` bytes at most.
    ///
    /// Throws install.hook-failed, install.hook-timeout, install.hook-not-started.
    func run(_ call: HookCall) throws(Failure) -> String
}
