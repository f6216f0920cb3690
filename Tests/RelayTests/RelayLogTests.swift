import Messages
import Primitives
import Sessions
import SignedObjects
import Testing

@testable import Relay

/// When the log cannot be written, nothing new starts (promise D4).
@Suite struct RelayLogTests {
    @Test func `D4 no session begins without its entry`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        try relay.breakLog()
        let request = try sara.sign(for: till.id)
        #expect(await code { try await sara.ask(request) } != nil)
        #expect(try relay.session(request.body.session) == nil)
        await relay.close()
    }

    @Test func `D4 no grant holds anything without its entry`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        let grant = try till.sign(try await sara.ask(request))
        try relay.breakLog()
        #expect(await code { _ = try await till.grant(grant) } != nil)
        #expect(try relay.installs() == [2000, 0, 0])
        #expect(try relay.session(request.body.session)?.phase == .delivered)
        await relay.close()
    }

    @Test func `D4 nothing is forwarded without its intent`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        _ = try await till.grant(till.sign(try await sara.ask(request)))
        try relay.breakLog()
        #expect(await code { try await sara.push(sara.operation(on: request)) } != nil)
        #expect(till.transfers.isEmpty)
        await relay.close()
    }
}
