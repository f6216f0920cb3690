import AuditStorage
import Cryptography
import Entitlement
import FileTransfer
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import Storage

/// What technicians see of transfers: those that run, those that wait, and content on its way.
struct TransferViews {
    let context: RelayContext
    let transaction: Transaction
    let now: Timestamp

    /// What runs first, then uploads, then what waits, then what is over.
    func all(_ all: Bool, for technician: Caller.Technician) throws -> [WireTransferView] {
        let stored = try transaction.storedOperations.list(all: all, scope: technician.scope)
        let held = Set(stored.map(\.id))
        let live = context.live.list(scope: technician.scope).filter { !held.contains($0.operation) }
        let uploads = try transaction.blobs.uploads().filter { technician.scope.contains($0.organisation) }
        return try live.map { try view($0) } + uploads.map { try view($0) } + stored.map { try view($0) }
    }

    func view(_ live: LiveTransfer) throws -> WireTransferView {
        var view = try common(live.session, live.machine, live.technician)
        view.id = live.operation.description
        view.direction = live.direction
        view.state = "running"
        view.path = live.path
        view.size = live.size
        fill(&view, with: live)
        return view
    }

    func view(_ stored: StoredOperation) throws -> WireTransferView {
        var view = try common(stored.session, stored.machine, stored.technician)
        view.id = stored.id.description
        view.direction = "push"
        view.path = try path(of: stored)
        view.size = UInt64(clamping: stored.size)
        view.since = stored.stored.milliseconds
        view.keepUntil = stored.keepUntil.milliseconds
        view.stored = true
        view.code = stored.code
        view.attempts = UInt32(clamping: stored.attempts)
        view.retryAt = stored.retryAt.milliseconds
        view.finished = stored.finished?.milliseconds ?? 0
        view.blob = Data(stored.blob.bytes)
        view.manifest = Data(stored.manifest.bytes)
        view.endsItself = stored.endsSession
        view.state = try state(of: stored)
        if stored.state == .waiting, let live = context.live.find(stored.id) {
            view.state = "running"
            fill(&view, with: live)
        }
        return view
    }

    private func view(_ upload: BlobUpload) throws -> WireTransferView {
        var view = WireTransferView()
        view.id = upload.key.manifest.description
        view.direction = "upload"
        view.state = "uploading"
        view.technicianName = try transaction.technicians.find(upload.key.technician)?.name ?? ""
        let held = Int64(clamping: upload.held).multipliedReportingOverflow(by: Int64(Manifest.blockSize))
        view.bytes = UInt64(clamping: held.overflow ? upload.size : min(held.partialValue, upload.size))
        view.size = UInt64(clamping: upload.size)
        view.since = upload.began.milliseconds
        view.stored = true
        view.manifest = Data(upload.key.manifest.bytes)
        view.keepUntil = (upload.touched + context.blobs.limits.restingLife).milliseconds
        return view
    }

    private func common(_ session: SessionID, _ id: MachineID, _ technician: TechnicianID) throws -> WireTransferView {
        let machine = try transaction.machines.require(id)
        var view = WireTransferView()
        view.session = session.description
        view.number = try transaction.sessions.find(session).map { "S-\($0.number)" } ?? ""
        view.machine = "M-\(machine.number)"
        view.machineName = machine.name
        view.customer = try transaction.customers.find(machine.customer, scope: .all)?.name ?? ""
        view.technicianName = try transaction.technicians.find(technician)?.name ?? ""
        view.online = context.presence.isOnline(id)
        return view
    }

    private func fill(_ view: inout WireTransferView, with live: LiveTransfer) {
        view.bytes = live.moved
        view.since = live.began.milliseconds
        let elapsed = UInt64(clamping: (now - live.began).wholeMilliseconds)
        guard elapsed > 0 else { return }
        let (product, overflow) = live.moved.multipliedReportingOverflow(by: 1000)
        view.rate = overflow ? live.moved / max(1, elapsed / 1000) : product / elapsed
    }

    /// Where it waits: for the machine, for the customer, for another attempt.
    private func state(of stored: StoredOperation) throws -> String {
        guard stored.state == .waiting, let phase = try transaction.sessions.find(stored.session)?.session.phase else {
            return stored.state.rawValue
        }
        return switch phase {
        case .delivered, .seen, .suspended: "asked"
        case .granted: "granted"
        case .requested, .active, .ended: "waiting"
        }
    }

    private func path(of stored: StoredOperation) throws -> String {
        guard !stored.operation.bytes.isEmpty else { return "" }
        let operation: Verified<Sessions.Operation> = try context.trust.reopen(stored.operation, from: .technician)
        return operation.body.path
    }
}
