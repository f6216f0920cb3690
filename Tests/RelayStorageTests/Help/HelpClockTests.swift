import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

/// Requirement B4: waiting for the customer pauses the clock.
struct HelpClockTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        /// Step and second.
        let steps: [(String, Int)]
        let pauses: [Range<Int>]
    }

    static let cases = [
        Case(testDescription: "never waited", steps: [("take", 10)], pauses: []),
        Case(testDescription: "waits still", steps: [("wait", 10)], pauses: [10..<100]),
        Case(testDescription: "ready ends it", steps: [("wait", 10), ("ready", 20)], pauses: [10..<20]),
        Case(testDescription: "taken up again ends it", steps: [("wait", 10), ("take", 20)], pauses: [10..<20]),
        Case(testDescription: "closing ends it", steps: [("wait", 10), ("close", 20)], pauses: [10..<20]),
        Case(
            testDescription: "another need goes on", steps: [("wait", 10), ("wait other", 20), ("ready", 30)], pauses: [10..<30]),
        Case(
            testDescription: "twice", steps: [("wait", 10), ("ready", 20), ("wait", 50), ("take", 60)],
            pauses: [10..<20, 50..<60]),
        Case(testDescription: "no time at all", steps: [("wait", 10), ("ready", 10)], pauses: []),
        Case(
            testDescription: "a file in between changes nothing", steps: [("wait", 10), ("attach", 15), ("ready", 20)],
            pauses: [10..<20]),
    ]

    @Test("B4 pauses", arguments: cases)
    func pauses(_ test: Case) throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        for (step, seconds) in test.steps {
            let time = help.time(seconds)
            try help.write { transaction in
                let requests = transaction.helpRequests
                switch step {
                case "take": _ = try requests.take(id, by: help.technician, at: time)
                case "ready": _ = try requests.ready(id, by: help.machine, at: time)
                case "close": _ = try requests.close(id, answer: "done", by: help.technician, at: time)
                case "attach": try requests.append(.attached, to: id, actor: help.machine.description, text: "x", at: time)
                default: _ = try requests.wait(id, for: step, by: help.technician, at: time)
                }
            }
        }
        let pauses = try help.read { try $0.helpRequests.pauses(of: id, at: help.time(100)) }
        #expect(pauses == test.pauses.map { help.time($0.lowerBound)..<help.time($0.upperBound) })
    }

    @Test func `B4 ready is noted once for each wait, for help requests and for sessions`() throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        let subject = ReadinessSubject.helpRequest(id)
        func ready(_ subject: ReadinessSubject, at seconds: Int) throws {
            try help.write { try $0.readiness.ready(subject, by: help.machine, person: "reza", at: help.time(seconds)) }
        }
        func last(_ subject: ReadinessSubject) throws -> Timestamp? { try help.read { try $0.readiness.last(subject) }?.time }
        #expect(try last(subject) == nil)
        for round in [0, 100] {
            _ = try help.write { try $0.helpRequests.wait(id, for: "x\(round)", by: help.technician, at: help.time(round + 1)) }
            try ready(subject, at: round + 2)
            try ready(subject, at: round + 3)
            #expect(try last(subject) == help.time(round + 2))
        }
        #expect(try help.timeline(id) == "1 open, 2 waiting x0, 3 ready, 4 waiting x100, 5 ready")
        let session = ReadinessSubject.session(.random())
        try ready(session, at: 1)
        try ready(session, at: 2)
        #expect(try last(session) == help.time(1))
        let note = try help.read { try $0.readiness.last(session) }
        #expect(note?.person == "reza" && note?.machine == help.machine.description)
        _ = try help.write { try $0.helpRequests.close(id, answer: "done", by: help.technician, at: help.time(200)) }
        #expect(refusal { try ready(subject, at: 201) } == .helpState)
    }
}
