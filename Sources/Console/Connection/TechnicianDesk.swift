import Cryptography
import Logging
import Messages
import Primitives
package import SignedObjects
import SwiftProtobuf
import Transport

/// A technician at work: an authenticated connection to the relay, and what is trusted on it. Every command is a method.
package struct TechnicianDesk: Sendable {
    let door: RelayDoor
    let connection: PeerConnection
    package let trust: Trust

    var home: ConsoleHome { door.home }
    var identity: TechnicianIdentity { door.identity }
    var pins: MachinePins { MachinePins(home) }
    var now: Timestamp { door.clock.now() }
    /// The time at which certificates are judged.
    var judgingTime: Timestamp { RelayDoor.time(now, trust) }

    /// Runs a command on a connection of its own, and closes it. What the relay says meanwhile about trust is taken.
    package static func sit<Result: Sendable>(
        at door: RelayDoor, _ work: @Sendable (TechnicianDesk) async throws -> Result
    ) async throws -> Result {
        try await door.open().work(work)
    }

    /// Runs a command on this connection, and closes it.
    func work<Result: Sendable>(_ work: @Sendable (TechnicianDesk) async throws -> Result) async throws -> Result {
        defer { connection.close() }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await listen() }
            defer { group.cancelAll() }
            return try await work(self)
        }
    }

    /// Answers the one call that a relay makes to technicians.
    private func listen() async {
        let store = TrustStore(home)
        var router = CallRouter<Void>()
        router.answer(.trustUpdate, to: { true }) { _, update in
            _ = try store.accept(
                bundle: update.hasBundle ? update.bundle : nil, list: update.hasRevocations ? update.revocations : nil)
            return WireEmpty()
        }
        await router.serve(connection, as: (), logger: door.logger)
    }

    func call<Q: Message, R: Message>(_ call: Call<Q, R>, _ request: Q, timeout: Duration = .seconds(30)) async throws -> R {
        try await connection.call(call, request, timeout: timeout)
    }

    /// All replies of a call that answers with as many as its answer needs.
    func replies<Q: Message, R: Message>(_ call: Call<Q, R>, _ request: Q) async throws -> [R] {
        var replies: [R] = []
        for try await reply in try await connection.follow(call, request) { replies.append(reply) }
        return replies
    }
}
