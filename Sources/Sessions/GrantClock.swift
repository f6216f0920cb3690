package import Primitives

/// What the machine's clocks say at one moment.
package struct ClockReading: Hashable, Sendable {
    /// CLOCK_REALTIME.
    package let wall: Timestamp
    /// CLOCK_BOOTTIME: since the boot, and running through suspend.
    package let boottime: Duration
    /// /proc/sys/kernel/random/boot_id.
    package let bootID: String

    package init(wall: Timestamp, boottime: Duration, bootID: String) {
        self.wall = wall
        self.boottime = boottime
        self.bootID = bootID
    }
}

/// How long a grant still lasts on a machine whose clocks nobody can vouch for (design of trust, "Time, ids, replay").
///
/// The duration runs on CLOCK_BOOTTIME; a wall not-after stands beside it and the earlier wins. Over a reboot the remainder shrinks by
/// the wall time passed, at least by the new boot's age; where the wall went back over it, the grant is suspended. What has been lost
/// never returns: the remainder only falls, the highest wall time only rises, suspension and expiry stay.
/// It is stored as it is (`Codable`) every 30 s and before each intent.
package struct GrantClock: Hashable, Sendable, Codable {
    /// How often the shell stores it while the grant runs.
    package static let storeInterval: Duration = .seconds(30)

    package enum Standing: Hashable, Sendable {
        case running(remaining: Duration, now: Timestamp)
        case suspended(now: Timestamp)
        case expired(now: Timestamp)

        /// The highest wall time seen, which rules count with.
        package var now: Timestamp {
            switch self {
            case .running(_, let now), .suspended(let now), .expired(let now): now
            }
        }
    }

    package let notAfter: Timestamp
    private var remainingMilliseconds: Int64
    private var boottimeMilliseconds: Int64
    private var bootID: String
    package private(set) var highestWall: Timestamp
    package private(set) var isSuspended = false

    /// Starts at the approval.
    package init(duration: Duration, notAfter: Timestamp, at reading: ClockReading) {
        self.notAfter = notAfter
        remainingMilliseconds = max(0, min(duration, SessionLimits.longestGrant).wholeMilliseconds)
        boottimeMilliseconds = reading.boottime.wholeMilliseconds
        bootID = reading.bootID
        highestWall = reading.wall
    }

    package var remaining: Duration { .milliseconds(remainingMilliseconds) }

    /// Takes a new reading and says how the grant stands.
    package mutating func advance(to reading: ClockReading) -> Standing {
        let boottime = max(0, reading.boottime.wholeMilliseconds)
        let wallPassed = (reading.wall - highestWall).wholeMilliseconds
        let passed: Int64
        if reading.bootID == bootID {
            passed = (Duration.milliseconds(boottime) - .milliseconds(boottimeMilliseconds)).wholeMilliseconds
            // A boot clock cannot go back: the machine is a copy, or was set back to a snapshot.
            if passed < 0 { isSuspended = true }
        } else {
            passed = max(wallPassed, boottime)
            if wallPassed < 0 { isSuspended = true }
            bootID = reading.bootID
        }
        // Subtraction of a non-negative number from a non-negative one cannot overflow.
        remainingMilliseconds = max(0, max(0, remainingMilliseconds) - max(0, passed))
        boottimeMilliseconds = boottime
        highestWall = max(highestWall, reading.wall)
        return standing
    }

    package var standing: Standing {
        if remainingMilliseconds <= 0 || highestWall >= notAfter { return .expired(now: highestWall) }
        return isSuspended ? .suspended(now: highestWall) : .running(remaining: remaining, now: highestWall)
    }
}
