extension Task where Failure == any Error {
    /// What the task comes to. Who waits can be cancelled, other than with `value`; the task itself goes on.
    ///
    /// Throws what the task throws, and CancellationError.
    package var awaited: Success {
        get async throws {
            let (values, continuation) = AsyncThrowingStream<Success, any Error>.makeStream(bufferingPolicy: .bufferingOldest(1))
            Task<Void, Never> {
                do {
                    continuation.yield(try await value)
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            for try await value in values { return value }
            throw _Concurrency.CancellationError()
        }
    }
}
