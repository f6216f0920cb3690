import Primitives

/// Work at the relay whose calls have keys: where the way is lost in the middle, it is done again with the same key.
package enum Errand {
    /// Runs work at the relay. A relay that was never reached is not waited for.
    ///
    /// - Parameter work: is given the key of this errand, the same at each attempt.
    package static func run<Result: Sendable>(
        at door: RelayDoor, _ work: @Sendable (TechnicianDesk, String) async throws -> Result
    ) async throws -> Result {
        let key = CallKey.random()
        return try await repeated(clock: door.clock, pause: { try await Task.sleep(for: $0) }) { reached in
            let desk = try await door.open()
            reached = true
            return try await desk.work { try await work($0, key) }
        }
    }

    /// Attempts until one succeeds, or no further one makes sense.
    ///
    /// - Parameter attempt: says by its parameter whether it reached the relay.
    static func repeated<Result>(
        clock: any WallClock, pause: (Duration) async throws -> Void, attempt: (inout Bool) async throws -> Result
    ) async throws -> Result {
        var patience = Patience()
        var reached = false
        while true {
            do {
                return try await attempt(&reached)
            } catch let failure as Failure {
                guard reached, let delay = patience.delay(after: failure, at: clock.now()) else { throw failure }
                try await pause(delay)
            }
        }
    }
}
