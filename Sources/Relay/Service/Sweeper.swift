import AuditLog
import Cryptography
import Logging
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import Transport

/// What ends by itself: requests and grants whose time is over, holds that nobody settled, codes and answers past their retention.
struct Sweeper: Sendable {
    let context: RelayContext
    let offers: OfferDelivery

    /// How late an expiry may be noticed here; the agent stops on its own clock.
    static let period = Duration.seconds(1)
    /// How often the certificates of living connections are judged again (H8: cut within 60 s).
    static let certificatePeriod = Duration.seconds(30)
    /// How often the slow things are looked at.
    static let housekeepingPeriod = Duration.seconds(3600)

    func run() async {
        var housekeeping = Timestamp.distantPast
        var certificates = Timestamp.distantPast
        while !Task.isCancelled {
            let now = context.clock.now()
            if now - certificates >= Self.certificatePeriod {
                certificates = now
                closeUncertified(at: now)
            }
            do {
                try await expire(at: now)
                try await expireStored(at: now)
                try await ReleaseKeeping(context: context).signTimestamp(at: now)
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
            await each(session.id) {
                try await context.change(session.id) { try $0.apply(.expired, kind: .sessionExpired) }
                // A machine that does not answer must not keep the others' time from ending.
                Task { await offers.tellEnded(session.id) }
            }
        }
    }

    /// Waiting ends where the session goes on without it; where it is the session that ends, that ends the operation.
    func expireStored(at now: Timestamp) async throws {
        for stored in try await context.database.read({ try $0.storedOperations.due(at: now) }) {
            await each(stored.session) { try await offers.finish(stored, .expired, code: Failure.Code.operationExpired.rawValue) }
        }
    }

    /// Ends connections whose certificate has ended or was revoked since their handshake.
    func closeUncertified(at now: Timestamp) {
        let verifier = context.trust.current.verifier
        for connection in context.presence.everyone() {
            guard case .authenticated(_, let certificate) = connection.peer else { continue }
            do {
                _ = try verifier.verify(certificate, at: now, roles: [.technician, .machine])
            } catch {
                connection.close(error as? Failure)
            }
        }
    }

    /// One session that cannot be changed does not keep the others.
    private func each(_ session: SessionID, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            context.logger.error("session not swept", metadata: ["session": "\(session)", "failure": "\(error)"])
        }
    }

    func keepHouse(at now: Timestamp) async throws {
        for session in try await context.database.read({ try $0.sessions.unsettled() }) {
            await each(session.id) { try await context.change(session.id) { _ in [.settle] } }
        }
        try await LedgerKeeping(context: context).keep(at: now)
        try await BlobKeeping(context: context).collect(at: now)
        try await ReleaseKeeping(context: context).collect(at: now)
        try await context.database.write { transaction in
            try transaction.enrolmentCodes.sweep(at: now)
            try transaction.answers.sweep(at: now)
            try transaction.attachments.sweep(at: now)
            try transaction.supportCodeIdentities.sweep(at: now)
        }
    }
}
