/// The one place where these tests wait: a condition is asked again until it holds or its time is over.
enum Deadlines {
    /// What two busy cores may need for anything that takes a moment.
    static let standard: Duration = .seconds(60)
    private static let interval: Duration = .milliseconds(10)

    struct Missed: Error, CustomStringConvertible {
        let description: String
    }

    /// The first value that is not nil.
    static func first<Value>(
        _ what: String, within limit: Duration = standard, _ look: () async throws -> Value?
    ) async throws -> Value {
        let end = ContinuousClock.now + limit
        while true {
            if let value = try await look() { return value }
            guard ContinuousClock.now < end else { throw Missed(description: "\(what): not within \(limit)") }
            try await Task.sleep(for: interval)
        }
    }

    static func wait(_ what: String, within limit: Duration = standard, until holds: () async throws -> Bool) async throws {
        _ = try await first(what, within: limit) { try await holds() ? true : nil }
    }

    /// For random moments of kills; not to wait for something.
    static func pass(_ duration: Duration) async throws {
        try await Task.sleep(for: duration)
    }
}
