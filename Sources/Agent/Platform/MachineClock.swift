import Primitives
package import Sessions

/// All clocks of the machine at once; tests bring their own.
package protocol MachineClock: Sendable {
    func reading() -> ClockReading
}

/// The machine's wall clock alone.
struct MachineWallClock: WallClock {
    let clock: any MachineClock

    func now() -> Timestamp { clock.reading().wall }
}

/// CLOCK_REALTIME, CLOCK_BOOTTIME and this boot's id.
package struct SystemMachineClock: MachineClock {
    private let wall = SystemWallClock()
    private let boot = BootClock()
    /// A process lives within one boot.
    private let bootID: String

    package init() {
        bootID = boot.bootID()
    }

    package func reading() -> ClockReading {
        ClockReading(wall: wall.now(), boottime: boot.sinceBoot(), bootID: bootID)
    }
}
