import AgentStorage
import AuditStorage
import Cryptography
import Messages
package import Primitives
package import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

/// Sessions of automatic updates: what the updater asks before it fetches a byte, and tells when it is done.
///
/// `begin` gives a session under an activated grant or throws; between it and `finish` lies one operation, which `start` logs at both
/// ends before anything is done. All may be called again after a restart.
package struct UpdateSessions: Sendable {
    /// How long one call to the relay may take.
    static let patience: Duration = .seconds(30)

    let desk: SessionDesk
    let link: LinkState

    package init(desk: SessionDesk, link: LinkState) {
        self.desk = desk
        self.link = link
    }

    /// The policy that allows updates of the product at this moment; nil: none does.
    package func policy(for product: String) async throws -> PolicyID? {
        try await desk.policy(allowing: ScopeWord("update:" + product))
    }

    /// Asks the relay for a session and grants it by the policy; above the policy's cap it waits for the people here to answer.
    ///
    /// A session of the same product and version that is open already goes on.
    ///
    /// - Parameters:
    ///   - released: civil date of the release, ISO 8601 Gregorian.
    ///   - platform: what the release is for: `linux-x86_64`.
    ///   - isFix: a fix for the version that is there (B7), instead of a newer one.
    /// - Throws: `policy.…`, `agent.relay-away`, `update.no-line`, `update.no-rule`, `entitlement.…` (nothing is asked of anybody);
    ///   `update.ended` with the reason where the session ended before work could begin: denied, request-expired, ….
    package func begin(
        product: String, version: String, released: String, policy: PolicyID,
        platform: String = AgentProgram.platform, isFix: Bool = false
    ) async throws -> ActiveUpdate {
        let update = try UpdateRequest(product: product, version: version, released: released, policy: policy, platform: platform)
        let id: SessionID
        if let known = try await openSession(of: update) {
            id = known
        } else {
            id = try await ask(update, isFix: isFix)
        }
        return try await granted(id, update)
    }

    /// What a start finds of earlier updates: sessions that are open, and those that ended under a running install.
    package func unfinished() async throws -> [ActiveUpdate] {
        try await desk.ownSessions().map {
            ActiveUpdate(session: $0.id, number: $0.number, update: $0.update, sessions: self)
        }
    }

    private func openSession(of update: UpdateRequest) async throws -> SessionID? {
        let known = try await desk.ownSessions().filter {
            $0.update.product == update.product && $0.update.version == update.version
        }
        for session in known {
            if case .ended = try await desk.updatePhase(session.id) { continue }
            return session.id
        }
        return nil
    }

    private func ask(_ update: UpdateRequest, isFix: Bool) async throws -> SessionID {
        guard try await desk.policy(update.policy).body.allows(update.word, at: desk.trust.time()) else {
            throw Failure(.policyNotAllowed, ["policy": update.policy.description, "word": update.word.description])
        }
        let connection = try link.connection
        try await report(update.policy, over: connection)
        let call = WireUpdateTermsCall.with {
            $0.product = update.product
            $0.fix = isFix
        }
        let terms = try await connection.call(.updateTerms, call, timeout: Self.patience)
        let request = try await desk.updateRequest(update, terms: terms)
        let asked = WireSessionRequestCall.with { $0.request = request.message.wire }
        let offer = try await connection.call(.updateRequest, asked, timeout: Self.patience)
        return try await desk.adopt(request, offer)
    }

    /// The relay takes no request on a policy that it does not know.
    private func report(_ policy: PolicyID, over connection: PeerConnection) async throws {
        let stored = try await desk.findPolicy(policy.description)
        _ = try await connection.call(.policyReport, stored.report(), timeout: Self.patience)
        try await desk.reported(stored)
    }

    private func granted(_ id: SessionID, _ update: UpdateRequest) async throws -> ActiveUpdate {
        var tried: Set<Digest> = []
        while true {
            let version = desk.changes.version
            tried = try await desk.approveByPolicy(id, tried: tried)
            switch try await desk.updatePhase(id) {
            case .active:
                let number = try await desk.ownSessions().first { $0.id == id }?.number ?? ""
                return ActiveUpdate(session: id, number: number, update: update, sessions: self)
            case .ended(let code):
                throw Failure(.updateEnded, ["product": update.product, "version": update.version, "reason": code])
            case .waiting: await desk.changes.wait(after: version, atMost: GrantClock.storeInterval)
            }
            try Task.checkCancellation()
        }
    }
}

/// An update under an activated grant.
package struct ActiveUpdate: Sendable {
    package let session: SessionID
    /// S-1042.
    package let number: String
    package let update: UpdateRequest
    let sessions: UpdateSessions

    /// Signs the operation and logs its intent, here and at the relay, before it may have any effect. Its `permit` says when the
    /// customer or the clock takes the grant back.
    ///
    /// - Throws: `agent.relay-away`: nothing may begin; try again later. `session.…`, `operation.…`.
    func start(_ install: ProductInstall) async throws -> RunningOperation {
        let connection = try sessions.link.connection
        let (running, operation) = try await sessions.desk.beginUpdate(session, install)
        do {
            let call = WireUpdateStartCall.with { $0.operation = operation }
            _ = try await connection.call(.updateStart, call, timeout: UpdateSessions.patience)
        } catch {
            await sessions.desk.park(running)
            throw error
        }
        return running
    }

    /// The next step cannot be undone without a trace: said to the disk before it is done.
    func effectBegins(_ running: RunningOperation) async throws {
        try await sessions.desk.effectBegins(running)
    }

    /// Signs what became of it; the relay is told when it can be reached, and the session then ends by itself. Without a `start`
    /// before it, the session ends and what is held comes back.
    ///
    /// - Parameters:
    ///   - code: empty on success.
    ///   - bytes: raw bytes that were fetched.
    package func finish(
        _ result: OperationResult, code: String = "", effect: InstallEffect? = nil, bytes: UInt64 = 0
    ) async throws {
        try await sessions.desk.finishUpdate(session, result, code: code, effect: effect, bytes: bytes)
    }
}

extension StoredPolicy {
    /// As the relay is told of it.
    func report() throws -> WirePolicyReportCall {
        let (policy, revocation) = (
            try SignedMessage(bytes: policy.bytes), try revocation.map { try SignedMessage(bytes: $0.bytes) }
        )
        return WirePolicyReportCall.with {
            $0.policy = policy.wire
            if let revocation { $0.revocation = revocation.wire }
        }
    }
}
