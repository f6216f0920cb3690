import AuditLog
import AuditStorage
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import Transport

/// The first call of a connection: each side learns what the other knows.
struct PresenceCalls: Sendable {
    let context: RelayContext
    let offers: OfferDelivery

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.presenceHello, to: Caller.isKnown) { try await hello($0, $1) }
    }

    private func hello(_ caller: Caller, _ call: WireHello) async throws -> WireHelloReply {
        let now = context.clock.now()
        let trust = context.trust.current
        var reply = WireHelloReply()
        reply.time = now.milliseconds
        if trust.bundle.body.version > call.bundleVersion { reply.bundle = trust.bundle.message.envelope.wire }
        if let list = trust.list { reply.revocations = list.message.wire }
        if let checkpoint = try await context.database.read({ try $0.audit.newestCheckpoint() }) {
            reply.checkpoint = checkpoint.checkpoint.wire
        }
        if case .technician(let technician) = caller {
            let record = try await context.database.read { try $0.technicians.require(technician.id) }
            reply.certificate = Data(record.certificate ?? [])
        }
        guard case .machine(let machine, let connection) = caller else { return reply }
        // Said again on the same connection, it is only answered: a hello costs a write and an offer of all that waits.
        guard context.presence.connection(of: machine.id) !== connection else { return reply }
        let open = call.openSessions.compactMap { SessionID($0) }
        reply.endedSessions = try await context.database.read { transaction in
            try open.filter { try transaction.sessions.find($0)?.session.phase == .ended }.map(\.description)
        }
        if context.presence.isCloned(machine.id, bootID: Self.short(call.bootID), at: now) {
            try await setAside(machine, at: now)
        }
        let epoch = try await context.database.write { transaction in
            try transaction.machineTags.report(Self.products(call), on: machine.id)
            return try transaction.machines.connected(
                machine.id, bootID: Self.short(call.bootID), hostName: Self.short(call.hostName),
                platform: Self.short(call.platform), program: Self.short(call.program), at: now)
        }
        context.presence.arrive(machine.id, epoch: epoch, connection: connection)
        context.storedChanges.changed(machine.id)
        Task { await offers.arrived(machine.id, openThere: open) }
        return reply
    }

    /// Nobody uses a cloned machine until an admin has looked at it.
    private func setAside(_ machine: MachineRecord, at now: Timestamp) async throws {
        try await context.database.write { transaction in
            try transaction.machines.set(machine.id, state: .setAside)
            try transaction.audit.append(
                .alert, ids: ["machine": machine.id.description, "reason": "cloned"], payload: [], at: now)
            try transaction.seal(with: context, at: now)
        }
        let failure = Failure(
            .machineInactive, ["machine": machine.name, "state": MachineRecord.State.setAside.rawValue])
        for connection in context.presence.connections(of: [machine.id.description]) { connection.close(failure) }
        throw failure
    }

    private static func products(_ call: WireHello) -> [(name: String, version: String)] {
        call.products.prefix(TransferLimits.products).map { product in
            let (name, version) = (short(product.name), short(product.version))
            return (
                String(name.prefix(TransferLimits.productCharacters)), String(version.prefix(TransferLimits.productCharacters))
            )
        }.filter { !$0.name.isEmpty }
    }

    /// What a machine says of itself is kept short.
    private static func short(_ text: String) -> String {
        String(text.unicodeScalars.prefix(100).filter { !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 32 })
    }
}
