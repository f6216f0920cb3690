import FoundationEssentials
import Primitives
import Testing

@testable import Sessions

struct GrantClockTests {
    enum Expected: Equatable { case running(Int), suspended, expired }

    /// Seconds after the approval: wall, boot clock, boot; the grant lasts 1800 s.
    static let year = 365 * 86_400
    static let epoch1970 = -1_790_000_000
    static let epoch2038 = 2_147_483_648 - 1_790_000_000
    static let table: [(name: String, readings: [(wall: Int, boot: Int, id: String)], expected: Expected)] = [
        ("at the approval", [(0, 0, "a")], .running(1800)),
        ("one second before the end", [(1799, 1799, "a")], .running(1)),
        ("at the end", [(1800, 1800, "a")], .expired),
        ("suspended overnight: the boot clock runs", [(8 * 3600, 8 * 3600, "a")], .expired),
        ("overnight, and the wall was set back", [(60, 8 * 3600, "a")], .expired),
        ("wall a year ahead", [(year, 60, "a")], .expired),
        ("wall a year ahead and back", [(year, 60, "a"), (120, 120, "a")], .expired),
        ("wall a year back: the boot clock counts", [(-year, 600, "a")], .running(1200)),
        ("wall a year back until the end", [(-year, 600, "a"), (-year + 1200, 1800, "a")], .expired),
        ("1970", [(epoch1970, 600, "a")], .running(1200)),
        ("2038 and one second after", [(epoch2038 + 1, 600, "a")], .expired),
        ("wall stands still", [(0, 1799, "a"), (0, 1800, "a")], .expired),
        ("boot clock went back: a copied machine", [(10, 10, "a"), (20, 5, "a")], .suspended),
        ("reboot: the wall's time passed", [(300, 300, "a"), (900, 30, "b")], .running(900)),
        ("reboot over the end", [(300, 300, "a"), (1801, 30, "b")], .expired),
        ("reboot, wall back", [(300, 300, "a"), (200, 30, "b")], .suspended),
        ("reboot into 1970, then right", [(300, 300, "a"), (epoch1970, 30, "b"), (400, 60, "b")], .suspended),
        ("reboot into 1970 and past the end", [(300, 300, "a"), (epoch1970, 30, "b"), (1800, 60, "b")], .expired),
        ("reboot, wall a year ahead", [(300, 300, "a"), (year, 30, "b")], .expired),
        ("reboot, wall stood still: the new boot's age counts", [(300, 300, "a"), (300, 400, "b")], .running(1100)),
        ("two reboots", [(300, 300, "a"), (600, 10, "b"), (700, 110, "b"), (900, 10, "c")], .running(900)),
    ]

    @Test(arguments: table)
    func `H49 expiry is never extended`(row: (name: String, readings: [(wall: Int, boot: Int, id: String)], expected: Expected))
        throws
    {
        func reading(_ row: (wall: Int, boot: Int, id: String)) -> ClockReading {
            // Later boots begin at their own zero.
            ClockReading(
                wall: Scene.start + .seconds(row.wall), boottime: .seconds(row.id == "a" ? row.boot + 100 : row.boot),
                bootID: row.id)
        }
        var clock = GrantClock(
            duration: .seconds(1800), notAfter: Scene.start + .seconds(1800), at: reading((0, 0, "a")))
        var remaining = clock.remaining
        var standing = clock.standing
        for each in row.readings {
            // Stored and read back between any two readings.
            clock = try JSONDecoder().decode(GrantClock.self, from: JSONEncoder().encode(clock))
            standing = clock.advance(to: reading(each))
            #expect(clock.remaining <= remaining)
            remaining = clock.remaining
        }
        let found: Expected =
            switch standing {
            case .running(let remaining, _): .running(Int(remaining.components.seconds))
            case .suspended: .suspended
            case .expired: .expired
            }
        #expect(found == row.expected, "\(row.name)")
    }

    @Test func extremesDoNotTrap() {
        let extremes: [Timestamp] = [.distantPast, .distantFuture, Timestamp(milliseconds: 0)]
        for first in extremes {
            for second in extremes {
                for boottime in [Duration.milliseconds(Int64.min), .zero, .milliseconds(Int64.max)] {
                    var clock = GrantClock(
                        duration: .milliseconds(Int64.max), notAfter: second,
                        at: ClockReading(wall: first, boottime: boottime, bootID: "a"))
                    #expect(clock.remaining <= SessionLimits.longestGrant)
                    _ = clock.advance(to: ClockReading(wall: second, boottime: .zero, bootID: "a"))
                    _ = clock.advance(to: ClockReading(wall: first, boottime: boottime, bootID: "b"))
                }
            }
        }
    }
}
