import Cryptography
import Entitlement
import Logging
import Multiplexing
import Primitives
import RelayStorage
import Storage
import Synchronization
import Transport

/// One connection from its handshake to its end: who it is by the database, then its calls.
final class ConnectionService: Sendable {
    let context: RelayContext
    let router: CallRouter<Caller>
    private let admission = Admission(ReconnectAdmission())
    private let strangers = Admission(.strangers)
    private let alerts: RelayAlerts

    init(context: RelayContext) {
        self.context = context
        alerts = RelayAlerts(context: context)
        let desk = SessionDesk(context: context)
        let technicians = TechnicianDesk(
            database: context.database, identity: context.identity, trust: context.trust, log: context.keys.log.publicKey.id)
        var router = CallRouter<Caller>()
        EnrolmentCalls(context: context).register(in: &router)
        PresenceCalls(context: context, offers: desk.offers).register(in: &router)
        TrustCalls(context: context, offers: desk.offers).register(in: &router)
        EntitlementCalls(context: context).register(in: &router)
        desk.register(in: &router)
        TransferForwarding(context: context).register(in: &router)
        BlobReceiving(context: context, shelf: context.blobs)
            .register(BulkCalls.blobPut, to: Caller.isTechnician, in: &router)
        BlobReceiving(context: context, shelf: context.releases)
            .register(BulkCalls.releasePut, to: Caller.isVendorAdmin, in: &router)
        ReleaseCalls(context: context).register(in: &router)
        ReleaseDelivery(context: context).register(in: &router)
        StoredCalls(context: context, offers: desk.offers).register(in: &router)
        SessionFiles(context: context).register(in: &router)
        MachineCalls(context: context).register(in: &router)
        AuditCalls(context: context).register(in: &router)
        TechnicianCalls(context: context, desk: technicians).register(in: &router)
        AdministrationCalls(context: context).register(in: &router)
        Self.registerDesk(context, in: &router)
        self.router = router
    }

    /// The calls of the desk (Protocol/desk.proto).
    private static func registerDesk(_ context: RelayContext, in router: inout CallRouter<Caller>) {
        ContractCalls(context: context).register(in: &router)
        Purchases(context: context).register(in: &router)
        OrganisationCalls(context: context).register(in: &router)
        SiteCalls(context: context).register(in: &router)
        CalendarCalls(context: context).register(in: &router)
        TariffCalls(context: context).register(in: &router)
        QuoteCalls(context: context).register(in: &router)
        ContractEntitlementCalls(context: context).register(in: &router)
        LedgerCalls(context: context).register(in: &router)
        DisputeCalls(context: context).register(in: &router)
        CorrectionCalls(context: context).register(in: &router)
        Confirmations(context: context).register(in: &router)
        RecordCalls(context: context).register(in: &router)
        LibraryCalls(context: context).register(in: &router)
        AttachmentCalls(context: context).register(in: &router)
        HelpCalls(context: context).register(in: &router)
        ReadyCalls(context: context).register(in: &router)
        CodeCalls(context: context).register(in: &router)
        DayCalls(context: context).register(in: &router)
        PolicyCalls(context: context).register(in: &router)
        UpdateCalls(context: context).register(in: &router)
    }

    func serve(_ connection: PeerConnection) async {
        // Strangers have a budget of their own: they must not use up that of those who come back after an outage.
        let gate = connection.peer.isStranger ? strangers : admission
        if let delay = gate.admit(at: context.clock.now()) {
            connection.goAway(code: .refused, delay: delay, address: "")
            return connection.close(Failure(.relayBusy, ["delay": String(delay.wholeMilliseconds)]))
        }
        context.presence.enter(connection)
        defer { context.presence.leave(connection) }
        do {
            // In a task of its own, whose memory goes with it: this one lives as long as the connection.
            let caller = try await Task { try await self.caller(connection) }.value
            await router.serve(connection, as: caller, logger: context.logger) { [alerts] in await alerts.note($0, $1, $2) }
            await leave(caller, connection)
        } catch {
            let failure = error as? Failure ?? Failure(.callFailed, cause: error)
            context.logger.notice(
                "connection refused", metadata: ["address": "\(connection.remoteAddress)", "failure": "\(failure)"])
            connection.close(failure)
        }
    }

    /// The certificate was verified in the handshake; whether its owner is still one of ours, the database says.
    private func caller(_ connection: PeerConnection) async throws -> Caller {
        guard case .authenticated(let name, let certificate) = connection.peer else {
            return .stranger(address: connection.remoteAddress)
        }
        let vendor = context.identity.organisation
        return try await context.database.read { transaction in
            if let id = MachineID(name.id), let machine = try transaction.machines.find(id) {
                guard machine.state == .active, machine.publicKey == certificate.publicKey else {
                    throw Failure(.machineInactive, ["machine": machine.name, "state": machine.state.rawValue])
                }
                return .machine(machine, connection)
            }
            guard let id = TechnicianID(name.id), let technician = try transaction.technicians.find(id),
                technician.storedState == .active, technician.publicKey == certificate.publicKey
            else { throw Failure(.technicianInactive, ["technician": name.id, "state": "unknown"]) }
            return .technician(
                Caller.Technician(
                    id: id, name: technician.name, isAdmin: technician.isAdmin, organisation: technician.organisation,
                    scope: technician.organisation == vendor ? .all : .only(technician.organisation),
                    key: certificate.publicKey.id))
        }
    }

    private func leave(_ caller: Caller, _ connection: PeerConnection) async {
        guard case .machine(let machine, _) = caller else { return }
        context.presence.leave(machine.id, connection: connection)
        let now = context.clock.now()
        do {
            try await context.database.write { try $0.machines.seen(machine.id, at: now) }
        } catch {
            context.logger.error("last seen not stored", metadata: ["machine": "\(machine.id)", "failure": "\(error)"])
        }
    }
}

extension Peer {
    fileprivate var isStranger: Bool {
        if case .anonymous = self { true } else { false }
    }
}

/// One admission of many connections.
private final class Admission: Sendable {
    private let state: Mutex<ReconnectAdmission>

    init(_ admission: ReconnectAdmission) {
        state = Mutex(admission)
    }

    func admit(at now: Timestamp) -> Duration? {
        state.withLock { $0.admit(at: now) }
    }
}
