import AuditLog
import Logging
import Primitives
import RelayStorage
import Sessions
import Storage

/// What ends by itself: requests and grants whose time is over, holds that nobody settled, codes and answers past their retention.
struct Sweeper: Sendable {
    let context: RelayContext
    let offers: OfferDelivery

    /// How late an expiry may be noticed here; the agent stops on its own clock.
    static let period = Duration.seconds(1)
    /// How often the slow things are looked at.
    static let housekeepingPeriod = Duration.seconds(3600)

    func run() async {
        var housekeeping = Timestamp.distantPast
        while !Task.isCancelled {
            let now = context.clock.now()
            do {
                try await expire(at: now)
                if now - housekeeping >= Self.housekeepingPeriod {
                    housekeeping = now
                    try await keepHouse(at: now)
                }
            } catch {
                context.logger.error("sweep failed", metadata: ["failure": "\(error)"])
            }
            try? await Task.sleep(for: Self.period)
        }
    }

    func expire(at now: Timestamp) async throws {
        for session in try await context.database.read({ try $0.sessions.due(at: now) }) {
            try await context.change(session.id) { try $0.apply(.expired, kind: .sessionExpired) }
            await offers.tellEnded(session.id)
        }
    }

    func keepHouse(at now: Timestamp) async throws {
        for session in try await context.database.read({ try $0.sessions.unsettled() }) {
            try await context.change(session.id) { _ in [.settle] }
        }
        try await context.database.write { transaction in
            try transaction.enrolmentCodes.sweep(at: now)
            try transaction.answers.sweep(at: now)
        }
    }
}
