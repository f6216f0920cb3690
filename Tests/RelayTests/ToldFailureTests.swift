import Messages
import Primitives
import SwiftProtobuf
import Testing
import Transport

@testable import Relay

/// What a peer learns of a failure that is the relay's own.
@Suite struct ToldFailureTests {
    @Test func `the words of the database stay at the relay`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        try relay.breakLog()
        do {
            _ = try await sara.connection.call(.customerAdd, WireCustomerAddCall.with { $0.name = "Karoon" })
            Issue.record("nothing failed")
        } catch let failure as Failure {
            #expect(failure.code == .callFailed)
            #expect(failure.parameters.isEmpty)
        }
        await relay.close()
    }
}
