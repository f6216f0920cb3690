import Foundation
import Glibc

/// This boot, and a clock that runs through suspend (design of trust, "Time, ids, replay").
package struct BootClock: Sendable {
    package init() {}

    /// A random id that the kernel makes at each boot; empty where it cannot be read, which equals no boot.
    package func bootID() -> String {
        let data = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id") ?? Data()
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// CLOCK_BOOTTIME: since the boot, with the time that the machine slept.
    package func sinceBoot() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }
}
