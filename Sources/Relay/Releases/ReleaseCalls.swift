import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Storage
import SwiftProtobuf
import Transport
import Updates

/// What is published, and what machines ask of it.
struct ReleaseCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.releasePublish, to: Caller.isVendorAdmin) { try await publish($0.technician, $1) }
        router.feed(.releaseList, to: Caller.isTechnician) { try await list($0.technician, $1, $2) }
        router.answer(.releaseMetadata, to: Caller.isKnown) { try await metadata($1) }
    }

    private func publish(_ technician: Caller.Technician, _ call: WireReleasePublishCall) async throws -> WireReleaseStatus {
        let publishing = ReleasePublishing(context: context)
        _ = try await BlobDisk.run { try publishing.publish(call, by: technician.id) }
        return try await context.database.read { try self.status(in: $0) }
    }

    private func status(in transaction: Transaction) throws -> WireReleaseStatus {
        var status = WireReleaseStatus()
        status.timestampKey = Data(context.keys.timestamp?.publicKey.bytes ?? [])
        status.bytes = UInt64(clamping: try transaction.releaseFiles.bytes())
        status.quota = UInt64(clamping: context.releases.limits.bytes)
        guard let current = try transaction.releases.current() else { return status }
        status.root = UInt64(clamping: current.root)
        status.snapshot = UInt64(clamping: current.snapshot)
        status.targets = UInt64(clamping: current.targets)
        status.rootExpires = current.rootExpires.milliseconds
        status.snapshotExpires = current.snapshotExpires.milliseconds
        status.published = current.published.milliseconds
        status.technicianName = try transaction.technicians.find(current.technician)?.name ?? ""
        status.roles = try transaction.releases.roles().map { role in
            WireReleaseRole.with {
                $0.name = role.role
                $0.version = UInt64(clamping: role.version)
                $0.expires = role.expires.milliseconds
            }
        }
        if let timestamp = try transaction.releases.timestamp() {
            status.timestamp = UInt64(clamping: timestamp.version)
            status.timestampExpires = timestamp.expires.milliseconds
        }
        return status
    }

    private func list(
        _ technician: Caller.Technician, _ call: WireReleaseListCall,
        _ send: @Sendable (WireReleaseListReply) async throws -> Void
    ) async throws {
        let (status, targets, machines) = try await context.database.read {
            transaction throws -> (WireReleaseStatus, [[WireReleaseTarget]], [[WireReleaseMachine]]) in
            let holders = try holders(of: call, for: technician, in: transaction)
            let targets = try transaction.releaseTargets.list(product: call.product, version: call.version).map { target in
                let same = holders.filter { $0.product == target.words.product && $0.version == target.words.version }
                let installed = same.filter(\.installed).count
                return WireReleaseTarget(target, installed: installed, fetched: same.count - installed)
            }
            return (try self.status(in: transaction), try ReplyRoom.pages(of: targets), try ReplyRoom.pages(of: holders))
        }
        try await send(WireReleaseListReply.with { $0.status = status })
        for page in targets where !page.isEmpty { try await send(WireReleaseListReply.with { $0.targets = page }) }
        for page in machines where !page.isEmpty { try await send(WireReleaseListReply.with { $0.machines = page }) }
    }

    private func holders(
        of call: WireReleaseListCall, for technician: Caller.Technician, in transaction: Transaction
    ) throws -> [WireReleaseMachine] {
        try transaction.releaseTargets.machines(product: call.product, version: call.version).compactMap { holder in
            let machine = try transaction.machines.require(holder.machine)
            guard machine.state == .active, technician.scope.contains(machine.organisation) else { return nil }
            var view = WireReleaseMachine()
            view.id = machine.id.description
            view.number = "M-\(machine.number)"
            view.name = machine.name
            view.customer = try transaction.customers.require(machine.customer).name
            view.product = holder.product
            view.version = holder.version
            view.installed = holder.isInstalled
            view.lastSeen = machine.lastSeen?.milliseconds ?? 0
            view.online = context.presence.isOnline(machine.id)
            return view
        }
    }

    /// Throws `release.unpublished`.
    private func metadata(_ call: WireReleaseMetadataCall) async throws -> WireReleaseMetadataChunk {
        guard let offset = Int64(exactly: call.offset) else { throw Failure(.callInvalid, ["field": "offset"]) }
        let absent = Failure(.releaseUnpublished, ["name": String(call.name.prefix(UpdateLimits.maximumRoleName))])
        if call.name == MetadataRole.fileName(MetadataRole.timestamp) {
            guard let timestamp = try await context.database.read({ try $0.releases.timestamp() }) else { throw absent }
            var chunk = WireReleaseMetadataChunk()
            chunk.content = Data(timestamp.content.dropFirst(Int(clamping: offset)).prefix(ReleaseLimits.chunk))
            chunk.size = UInt64(clamping: timestamp.content.count)
            chunk.digest = Data(Digest.of(timestamp.content).bytes)
            return chunk
        }
        let found = try await context.database.read { transaction in
            try transaction.releases.metadata(call.name).map { ($0, try transaction.releaseFiles.size($0) ?? 0) }
        }
        guard let (digest, size) = found else { throw absent }
        let path = context.releases.directory.file(of: digest)
        let count = Int(max(0, min(size - offset, Int64(ReleaseLimits.chunk))))
        let content = try await BlobDisk.run {
            var bytes = [UInt8](repeating: 0, count: count)
            let file = try BlobFile(reading: path)
            try bytes.withUnsafeMutableBytes { try file.read(at: offset, into: $0) }
            return bytes
        }
        var chunk = WireReleaseMetadataChunk()
        chunk.content = Data(content)
        chunk.size = UInt64(clamping: size)
        chunk.digest = Data(digest.bytes)
        return chunk
    }
}

extension WireReleaseTarget {
    init(_ target: ReleasedTarget, installed: Int, fetched: Int) {
        self.init()
        path = target.path
        role = target.role
        product = target.words.product
        version = target.words.version
        platform = target.words.platform
        kind = target.words.kind
        forVersion = target.words.forVersion
        from = target.words.from
        released = target.words.released
        size = UInt64(clamping: target.size)
        digest = Data(target.digest.bytes)
        self.installed = UInt32(clamping: installed)
        self.fetched = UInt32(clamping: fetched)
        withdrawn = target.dropped?.milliseconds ?? 0
    }
}
