/// What bounds the installer.
package enum InstallerLimits {
    /// Bytes of the settings file.
    package static let settings = 256 << 10
    /// Bytes of one product's journal: its lists are bounded (`InstallLimits`), and a hook's output in a reason is cut.
    package static let journal = 1 << 20
    /// Bytes of a request.
    package static let request = 64 << 10
    /// Bytes of an answer.
    package static let answer = 4 << 20
    /// Programs that may talk to the installer at once.
    package static let connections = 16
    /// How long a program may take for a request, and for taking an answer.
    package static let patience = Duration.seconds(10)
    /// How long a request waits for the clearing up after an install.
    package static let clearing = Duration.seconds(5)
    /// Bytes of a hook's output that are read and kept; what comes after is let go by.
    package static let hookOutput = 64 << 10
    /// Bytes of a hook's output, its last ones, that go into a reason.
    package static let reasonOutput = 512
    /// The longest that a hook may take, whatever a release asks for.
    package static let hookTimeout = Duration.seconds(6 * 3600)
    /// Words of a hook's command line.
    package static let hookWords = 64
    /// Between two questions of a probe.
    package static let probeInterval = Duration.seconds(1)
    /// The longest that a product may take to become well.
    package static let healthWithin = Duration.seconds(3600)
    /// Room that stays free beside what an install needs.
    package static let spareRoom: Int64 = 64 << 20
    /// How deep a tree may be that is removed.
    package static let treeDepth = 128
}
