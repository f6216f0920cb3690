import Glibc
package import Primitives

/// Where time enters installs.
package protocol InstallClock: Sendable {
    /// For what people read.
    func now() -> Timestamp
    /// For deadlines: never set, and goes on while the machine sleeps.
    func steady() -> Timestamp
    func pause(_ duration: Duration)
}

package struct SystemInstallClock: InstallClock {
    package init() {}

    package func now() -> Timestamp { SystemWallClock().now() }

    package func steady() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    package func pause(_ duration: Duration) {
        usleep(UInt32(clamping: duration.wholeMilliseconds * 1000))
    }
}
