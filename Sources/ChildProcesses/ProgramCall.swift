/// One program that is run: who, where, with what, and what bounds it. No shell reads its words.
package struct ProgramCall: Hashable, Sendable {
    /// What is executed.
    package enum Image: Hashable, Sendable {
        /// The first argument: an absolute path.
        case path
        /// An open file, for example a sealed one in memory: these bytes run, whatever becomes of a path (H65).
        case descriptor(Int32)
    }

    /// The program, absolute, then its arguments.
    package var arguments: [String]
    package var image = Image.path
    /// All that it sees, beside `ProgramMark.name`.
    package var environment: [String: String]
    /// Absolute.
    package var directory: String
    /// nil: as this process.
    package var account: ProgramAccount?
    package var limits: ProgramLimits
    /// The group of processes that it runs in; nil: this process's, and its descendants are known by session and mark.
    package var group: ControlGroup?
    /// Set-user-id programs (sudo) work.
    package var mayGainPrivileges = false
    /// What it leaves behind after a good end stays: it is a service that was started.
    package var leavesProcesses = false

    package init(
        _ arguments: [String], environment: [String: String] = ProgramCall.plainEnvironment, directory: String = "/",
        account: ProgramAccount? = nil, limits: ProgramLimits = ProgramLimits()
    ) {
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.account = account
        self.limits = limits
    }

    /// Where programs are, and words that do not depend on who reads them.
    package static let plainEnvironment = [
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
    ]
}

/// Another user of this machine; only root can become one.
package struct ProgramAccount: Hashable, Sendable {
    package let user: UInt32
    package let group: UInt32
    /// Beside `group`.
    package let otherGroups: [UInt32]

    package init(user: UInt32, group: UInt32, otherGroups: [UInt32] = []) {
        self.user = user
        self.group = group
        self.otherGroups = otherGroups
    }
}
