import Glibc

/// Where time enters the program. Pure code takes a `Timestamp`; only shells ask a clock.
package protocol WallClock: Sendable {
    func now() -> Timestamp
}

/// The system's CLOCK_REALTIME.
package struct SystemWallClock: WallClock {
    package init() {}

    package func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
