import Cryptography
package import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

/// What people at the machine may ask, answered by the desk: behind the control socket, or in the command's own process where no
/// agent runs.
package struct LocalCalls: LocalService {
    let home: AgentHome
    let settings: AgentSettings
    let desk: SessionDesk
    let questions: QuestionKeeper
    let trust: TrustKeeper
    let identity: IdentityBox
    let link: LinkState
    let installer: InstallerDoor
    let collecting: DiagnosisCollecting
    let person: ConfiguredPerson
    package let isRunning: Bool

    package func show(_ session: String) async throws -> WireLocalSession {
        let shown = limited(try await desk.view(session))
        if let id = SessionID(shown.session) { try await desk.seen([id]) }
        return shown
    }

    package func approve(_ call: WireLocalApproveCall) async throws -> WireLocalSession {
        // A grant that nobody carries to the relay would only use up its time.
        guard isRunning else { throw Failure(.agentNotRunning, ["path": home.path]) }
        let only = try call.only.map { try ScopeWord($0) }
        guard call.durationMs >= 0, call.acceptCost >= 0 else { throw Failure(.callInvalid, ["field": "duration"]) }
        let choice = ConsentChoice(
            only: only, duration: call.durationMs == 0 ? nil : .milliseconds(call.durationMs),
            acceptCost: call.acceptCost == 0 ? nil : call.acceptCost)
        guard call.verdict.isEmpty || call.verdict.count == Digest.byteCount else {
            throw Failure(.callInvalid, ["field": "verdict"])
        }
        let id = try await desk.approve(call.session, choice: choice, shown: Digest(bytes: call.verdict), by: person)
        let shown = try await settled(id)
        try await desk.seen([id])
        return shown
    }

    /// Waits until the relay has answered the grant, as long as it can be reached.
    private func settled(_ id: SessionID) async throws -> WireLocalSession {
        let deadline = ContinuousClock.now + LocalLimits.activationWait
        while true {
            let version = desk.changes.version
            let phase = await desk.phase(of: id)
            let left = deadline - ContinuousClock.now
            guard phase == .granted, link.value.connectedSince != nil, left > .zero else {
                return limited(try await desk.view(id.description))
            }
            await desk.changes.wait(after: version, atMost: left)
            try Task.checkCancellation()
        }
    }

    /// With what the person who looks may accept.
    func limited(_ session: WireLocalSession) -> WireLocalSession {
        var session = session
        session.costLimit = person.mayApprove ? person.approver.costLimit : 0
        return session
    }

    package func deny(_ session: String, reason: String) async throws -> WireLocalSession {
        try await desk.view(desk.deny(session, reason: reason, by: person).description)
    }

    package func revoke(_ session: String, reason: String) async throws -> WireLocalSession {
        try await desk.view(desk.revoke(session, reason: reason, by: person).description)
    }

    package func stop() async throws -> WireLocalStopReply {
        let ended = try await desk.stop(by: person)
        return WireLocalStopReply.with { $0.ended = UInt32(clamping: ended) }
    }

    package func status() async throws -> WireLocalStatus {
        let counts = await desk.counts
        let contradicted = await desk.relayLogContradicted
        let link = link.value
        return WireLocalStatus.with {
            $0.machine = settings.machine.description
            $0.vendor = settings.vendor
            $0.vendorName = trust.bundle.vendorName
            $0.relay = settings.relay
            $0.connected = link.connectedSince != nil
            $0.connectedSince = link.connectedSince?.milliseconds ?? 0
            $0.lastError = contradicted ? "audit.checkpoint-contradicts" : link.lastError?.code.rawValue ?? ""
            $0.waiting = UInt32(clamping: counts.waiting)
            $0.active = UInt32(clamping: counts.active)
            $0.roots = desk.roots.paths
            $0.certificateNotAfter = identity.current.certificate?.notAfter.milliseconds ?? 0
            $0.program = AgentProgram.name
        }
    }

    package func audit(_ call: WireAuditListCall) async throws -> WireAuditListReply { try await desk.audit(call) }

    package func verify() async throws -> WireAuditVerifyReply { try await desk.verify() }
}
