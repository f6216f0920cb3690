import Primitives
import Sessions
import Synchronization

@testable import Agent

/// Clocks that a test turns.
final class TestClock: MachineClock {
    private let state: Mutex<ClockReading>

    init(_ reading: ClockReading) {
        state = Mutex(reading)
    }

    /// The present wall time, a boot of an hour ago.
    convenience init() {
        self.init(ClockReading(wall: SystemWallClock().now(), boottime: .seconds(3600), bootID: "boot-1"))
    }

    func reading() -> ClockReading { state.withLock { $0 } }

    var now: Timestamp { reading().wall }

    /// Both clocks go on.
    func advance(_ duration: Duration) {
        state.withLock {
            $0 = ClockReading(wall: $0.wall + duration, boottime: $0.boottime + duration, bootID: $0.bootID)
        }
    }

    func set(wall: Timestamp? = nil, boottime: Duration? = nil, bootID: String? = nil) {
        state.withLock {
            $0 = ClockReading(wall: wall ?? $0.wall, boottime: boottime ?? $0.boottime, bootID: bootID ?? $0.bootID)
        }
    }
}
