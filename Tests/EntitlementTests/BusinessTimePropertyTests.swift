import Foundation
import Primitives
import Testing

@testable import Entitlement

/// Invariant 14 over seeded calendars and instants; another run of seeds with HAMYAR_SEED, more with HAMYAR_HISTORIES.
@Suite struct BusinessTimePropertyTests {
    private static let environment = ProcessInfo.processInfo.environment
    static let histories = environment["HAMYAR_HISTORIES"].flatMap { Int($0) } ?? 300
    static let firstSeed = environment["HAMYAR_SEED"].flatMap { UInt64($0) } ?? 1

    private struct Case {
        var calendar: BusinessCalendar
        var time: BusinessTime
        let instants: [Timestamp]
        var pauses: [SLAClock.Pause]
        let duration: Duration
        let seed: UInt64

        /// With a pause, a special day or opening hours less.
        var smaller: [Case] {
            let fewerPauses = Shrinking.leavingOut(pauses).map { pauses in
                var other = self
                other.pauses = pauses
                return other
            }
            let days = Shrinking.leavingOut(calendar.specialDays).compactMap { with(week: calendar.week, specialDays: $0) }
            let weeks = calendar.week.indices.flatMap { day in
                Shrinking.leavingOut(calendar.week[day]).compactMap { hours in
                    var week = calendar.week
                    week[day] = hours
                    return with(week: week, specialDays: calendar.specialDays)
                }
            }
            return fewerPauses + days + weeks
        }

        /// Nil where nothing would be open any more.
        private func with(week: [[BusinessCalendar.Hours]], specialDays: [BusinessCalendar.SpecialDay]) -> Case? {
            var other = self
            let calendar = BusinessCalendar(name: "seed", week: week, specialDays: specialDays)
            guard let time = try? BusinessTime(calendar, in: CivilZone.tehran()) else { return nil }
            (other.calendar, other.time) = (calendar, time)
            return other
        }
    }

    private static func make(_ seed: UInt64) throws -> Case {
        var random = SeededGenerator(seed: seed)
        let zone = try CivilZone.tehran()
        func hours() -> [BusinessCalendar.Hours] {
            (0..<Int.random(in: 0...3, using: &random)).map { _ in
                let start = Int.random(in: 0...1430, using: &random)
                return BusinessCalendar.Hours(start: start, end: Int.random(in: start + 1...1440, using: &random))
            }
        }
        // Around the last changes of Tehran's clock, and after them.
        let first = try CivilDate(parsing: Bool.random(using: &random) ? "1401-01-01" : "1404-06-20")
        var week = (0..<7).map { _ in hours() }
        week[Int.random(in: 0..<7, using: &random)] = [BusinessCalendar.Hours(start: 480, end: 1020)]
        let special = try (0..<Int.random(in: 0...10, using: &random)).map { _ in
            BusinessCalendar.SpecialDay(
                date: try first.adding(days: Int.random(in: -20...20, using: &random)), title: "x", hours: hours())
        }
        let middle = zone.midnight(of: first)
        func instant() -> Timestamp { middle + .milliseconds(Int64.random(in: -2_000_000_000...2_000_000_000, using: &random)) }
        let pauses = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            let from = instant()
            return SLAClock.Pause(from: from, until: from + .milliseconds(Int64.random(in: 0...400_000_000, using: &random)))
        }
        let calendar = BusinessCalendar(name: "seed", week: week, specialDays: special)
        return Case(
            calendar: calendar, time: try BusinessTime(calendar, in: zone),
            instants: (0..<3).map { _ in instant() }, pauses: pauses,
            duration: .milliseconds(Int64.random(in: 1...300_000_000, using: &random)), seed: seed)
    }

    private func forEachSeed(_ body: (Case) throws -> Bool) throws {
        for seed in Self.firstSeed..<(Self.firstSeed + UInt64(Self.histories)) {
            let sample = try Self.make(seed)
            guard !holds(sample, body) else { continue }
            let small = Shrinking.smallest(sample, smaller: \.smaller) { !holds($0, body) }
            Issue.record("seed \(seed), shrunk to \(small.calendar) \(small.instants) \(small.pauses) \(small.duration)")
            return
        }
    }

    /// What throws does not hold.
    private func holds(_ sample: Case, _ body: (Case) throws -> Bool) -> Bool { (try? body(sample)) ?? false }

    @Test func `shrinking leaves only what matters`() throws {
        let sample = try #require((1...50).lazy.compactMap { try? Self.make($0) }.first { $0.pauses.count > 2 })
        let wanted = sample.pauses[1]
        let small = Shrinking.smallest(sample, smaller: \.smaller) { $0.pauses.contains(wanted) }
        #expect(small.pauses == [wanted] && small.calendar.specialDays.isEmpty)
        #expect(small.calendar.week.count { !$0.isEmpty } == 1, "something is open")
    }

    @Test func `invariant 14 elapsed(a,b) + elapsed(b,c) = elapsed(a,c), in any order`() throws {
        try forEachSeed { sample in
            let (a, b, c) = (sample.instants[0], sample.instants[1], sample.instants[2])
            return try sample.time.elapsed(from: a, to: b) + sample.time.elapsed(from: b, to: c)
                == sample.time.elapsed(from: a, to: c)
        }
    }

    @Test func `invariant 14 elapsed(t, deadline(t,d)) = d, and not a millisecond earlier`() throws {
        try forEachSeed { sample in
            let start = sample.instants[0]
            let deadline = try sample.time.deadline(from: start, after: sample.duration)
            let before = try sample.time.elapsed(from: start, to: deadline - .milliseconds(1))
            return try sample.time.elapsed(from: start, to: deadline) == sample.duration && before < sample.duration
        }
    }

    @Test func `A26 B4 the clock's own deadline leaves all pauses out, and they count once`() throws {
        try forEachSeed { sample in
            let clock = SLAClock(start: sample.instants[0], pauses: sample.pauses)
            let twice = SLAClock(start: sample.instants[0], pauses: sample.pauses + sample.pauses.reversed())
            guard let due = try clock.due(after: sample.duration, in: sample.time) else { return false }
            return try clock.elapsed(at: due, in: sample.time) == sample.duration
                && twice.due(after: sample.duration, in: sample.time) == due
        }
    }

    @Test func `invariant 14 a pause outside of business hours adds nothing`() throws {
        try forEachSeed { sample in
            let opening = try sample.time.nextOpening(after: sample.instants[1])
            var random = SeededGenerator(seed: sample.seed &+ 1)
            let from = opening - .milliseconds(Int64.random(in: 1...3_600_000, using: &random))
            // Only what is closed throughout.
            guard try sample.time.elapsed(from: from, to: opening) == .zero else { return true }
            let clock = SLAClock(start: sample.instants[0])
            let paused = SLAClock(start: sample.instants[0], pauses: [.init(from: from, until: opening)])
            return try clock.due(after: sample.duration, in: sample.time) == paused.due(after: sample.duration, in: sample.time)
        }
    }

    @Test func `B4 while it waits for the customer there is no deadline`() throws {
        let sample = try Self.make(7)
        let start = sample.instants[0]
        let clock = SLAClock(start: start, pauses: [.init(from: start, until: nil)])
        #expect(try clock.due(after: .seconds(60), in: sample.time) == nil)
        #expect(try clock.elapsed(at: start + .seconds(1_000_000), in: sample.time) == .zero)
        #expect(clock.isPaused(at: start) && !clock.isPaused(at: start - .milliseconds(1)))
    }
}
