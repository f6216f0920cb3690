import AuditStorage
import Cryptography
import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

/// Requirements B3, B5.1, B5.2: numbered requests with an immutable timeline.
struct HelpRequestTests {
    @Test func `B3 requests are numbered, and found by their number`() throws {
        let help = try HelpUnderTest()
        let (first, second) = (try help.ask(), try help.ask("again", key: "k2", at: 1))
        #expect(first.number == 1 && second.number == 2 && first.state == .open && first.kind == .assessment)
        #expect(first.text == "the printer prints nothing" && first.person == "reza" && first.asked == help.time(0))
        #expect(try help.read { try $0.helpRequests.find(number: 2) } == second)
        #expect(try help.read { try $0.helpRequests.find(number: 3) } == nil)
        #expect(try help.read { try $0.helpRequests.find(number: 2, scope: .only(.random())) } == nil)
        #expect(try help.read { try $0.helpRequests.open(scope: .all) } == [first, second])
        #expect(try help.read { try $0.helpRequests.all(of: help.relay.customer.id) } == [second, first])
        #expect(try help.timeline(first.id) == "1 open")
    }

    @Test func `H36 the same key and content is the same request, other content a conflict, another machine another request`()
        throws
    {
        let help = try HelpUnderTest()
        let first = try help.ask()
        #expect(try help.ask(at: 100) == first)
        #expect(refusal { try help.ask("other") } == .callConflict)
        let other = try help.relay.addMachine()
        let foreign = try help.write { try $0.helpRequests.ask(help.new(machine: other), at: help.time(0)) }
        #expect(foreign.number == 2)
        // Asked again when it is closed, it is still the same.
        _ = try help.write { try $0.helpRequests.close(first.id, answer: "new toner", by: help.technician, at: help.time(5)) }
        #expect(try help.ask(at: 200).state == .closed)
    }

    @Test func `B4 B5-2 taken, waiting, ready, closed: each step once, with who and when`() throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        try help.write { transaction in
            let requests = transaction.helpRequests
            #expect(try requests.take(id, by: help.technician, at: help.time(10)).technician == help.technician)
            _ = try requests.take(id, by: help.technician, at: help.time(11))
            let waiting = try requests.wait(id, for: "the manual", by: help.technician, at: help.time(20))
            #expect(waiting.state == .waiting && waiting.waitsFor == "the manual")
            _ = try requests.wait(id, for: "the manual", by: help.technician, at: help.time(21))
            #expect(try requests.ready(id, by: help.machine, at: help.time(30)).waitsFor == nil)
            _ = try requests.ready(id, by: help.machine, at: help.time(31))
            #expect(try requests.take(id, by: help.colleague, at: help.time(40)).technician == help.colleague)
            let closed = try requests.close(id, answer: "it was unplugged\nplug it in", by: help.colleague, at: help.time(50))
            #expect(closed.state == .closed && closed.answer == "it was unplugged\nplug it in" && closed.closed == help.time(50))
            _ = try requests.close(id, answer: "it was unplugged\nplug it in", by: help.colleague, at: help.time(51))
        }
        #expect(
            try help.timeline(id)
                == "1 open, 2 taken, 3 waiting the manual, 4 ready, 5 taken, 6 closed it was unplugged\nplug it in")
        let events = try help.read { try $0.helpRequests.events(of: id) }
        #expect(events.map(\.time) == [0, 10, 20, 30, 40, 50].map(help.time))
        #expect(
            events.map(\.actor)
                == [help.machine.description]
                + [help.technician, help.technician].map(\.description) + [help.machine.description]
                + [help.colleague, help.colleague].map(\.description))
        #expect(try help.read { try $0.helpRequests.open(scope: .all) }.isEmpty)
        #expect(try help.read { try $0.helpRequests.all(technician: help.colleague, scope: .all) }.map(\.id) == [id])
        #expect(try help.read { try $0.helpRequests.all(technician: help.technician, scope: .all) }.isEmpty)
    }

    /// Every state and every step; nil: it is allowed.
    static let table: [(HelpRequest.State, String, Failure.Code?, HelpRequest.State)] = [
        (.open, "take", nil, .taken), (.open, "wait", nil, .waiting), (.open, "ready", nil, .open),
        (.open, "close", nil, .closed),
        (.taken, "take", nil, .taken), (.taken, "wait", nil, .waiting), (.taken, "ready", nil, .taken),
        (.taken, "close", nil, .closed), (.waiting, "take", nil, .taken), (.waiting, "wait", nil, .waiting),
        (.waiting, "ready", nil, .taken), (.waiting, "close", nil, .closed), (.closed, "take", .helpState, .closed),
        (.closed, "wait", .helpState, .closed), (.closed, "ready", .helpState, .closed), (.closed, "close", .helpState, .closed),
    ]

    @Test("every state and every step", arguments: table)
    func step(from: HelpRequest.State, step: String, refused: Failure.Code?, to: HelpRequest.State) throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        func run(_ step: String, _ technician: TechnicianID, _ text: String, at seconds: Int) throws {
            try help.write { transaction in
                let requests = transaction.helpRequests
                switch step {
                case "take": _ = try requests.take(id, by: technician, at: help.time(seconds))
                case "wait": _ = try requests.wait(id, for: text, by: technician, at: help.time(seconds))
                case "ready": _ = try requests.ready(id, by: help.machine, at: help.time(seconds))
                default: _ = try requests.close(id, answer: text, by: technician, at: help.time(seconds))
                }
            }
        }
        let before: [HelpRequest.State: String] = [.taken: "take", .waiting: "wait", .closed: "close"]
        if let first = before[from] { try run(first, help.technician, "first", at: 1) }
        #expect(refusal { try run(step, help.colleague, "second", at: 2) } == refused)
        #expect(try help.read { try $0.helpRequests.require(id) }.state == to)
    }

    @Test func `triage names the kind`() throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        let kind = ServiceKindName(rawValue: "error-fixing")
        #expect(try help.write { try $0.helpRequests.take(id, by: help.technician, kind: kind, at: help.time(1)) }.kind == kind)
        #expect(try help.write { try $0.helpRequests.take(id, by: help.technician, at: help.time(2)) }.kind == kind)
        #expect(try help.timeline(id) == "1 open, 2 taken")
    }

    @Test func `H40 a text at its limit and one above, empty, and with what steers a terminal`() throws {
        let help = try HelpUnderTest()
        let longest = String(repeating: "ی", count: HelpLimits.textCharacters)
        #expect(try help.ask(longest, key: "long").text == longest)
        #expect(try help.ask("خط ۱\nخط\u{200c}ها\t\u{200f}x", key: "lines").text.contains("\n"))
        for text in ["", " \n\t", longest + "x", "a\u{1b}[2J", "a\0b", "a\u{7f}"] {
            #expect(refusal { try help.ask(text, key: "bad") } == .helpText, "\(text.prefix(10))")
        }
        let id = try help.ask().id
        for text in ["", longest + "x"] {
            #expect(
                refusal { try help.write { try $0.helpRequests.close(id, answer: text, by: help.technician, at: help.time(1)) } }
                    == .helpText)
            #expect(
                refusal { try help.write { try $0.helpRequests.wait(id, for: text, by: help.technician, at: help.time(1)) } }
                    == .helpText)
        }
        let steering = NewHelpRequest(
            key: "p", customer: help.relay.customer.id, machine: help.machine, product: "a\u{202e}", text: "x", person: "reza")
        #expect(refusal { try help.write { try $0.helpRequests.ask(steering, at: help.time(1)) } } == .helpText)
    }

    @Test func `a machine's open requests at the limit and one above`() throws {
        let help = try HelpUnderTest()
        for number in 0..<HelpLimits.openRequests { _ = try help.ask("x", key: "k\(number)") }
        #expect(refusal { try help.ask("x", key: "more") } == .helpTooMany)
        let first = try #require(try help.read { try $0.helpRequests.find(number: 1) })
        _ = try help.write { try $0.helpRequests.close(first.id, answer: "done", by: help.technician, at: help.time(1)) }
        #expect(refusal { try help.ask("x", key: "more") } == nil)
    }

    @Test func `B3 the timeline is immutable; erasure empties texts alone`() throws {
        let help = try HelpUnderTest()
        let id = try help.ask().id
        _ = try help.write { try $0.helpRequests.wait(id, for: "names", by: help.technician, at: help.time(1)) }
        for sql in [
            "UPDATE help_events SET text = 'x'", "UPDATE help_events SET time = 1",
            "UPDATE help_events SET actor = 'x', text = ''",
            "DELETE FROM help_events",
        ] {
            #expect(refusal { try help.write { try $0.execute(sql) } } == .storageConstraint, "\(sql)")
        }
        _ = try help.write { try $0.execute("UPDATE help_events SET text = ''") }
        #expect(try help.timeline(id) == "1 open, 2 waiting")
    }
}
