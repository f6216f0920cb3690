import Cryptography
import Entitlement
import Messages
import NIOCore
import Primitives
import RelayStorage
import Sessions
import Storage
import SwiftProtobuf
import TransferRecords
import Transport
import Updates

/// `release.target`: a machine fetches a target, from where it stopped. Only a session that names it and is active lets it, or that it is
/// a build of the agent itself: a quote that was refused fetches no byte.
struct ReleaseDelivery: Sendable {
    /// The product whose targets every machine may fetch.
    static let agentProduct = "hamyar-agent"

    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.bulk(BulkCalls.releaseTarget, to: Caller.isMachine) { try await deliver($0.machine, $1) }
    }

    /// First record(progress), whose `durable_bytes` are those of the whole target, then its bytes from the offset on.
    private func deliver(_ machine: MachineRecord, _ stream: PeerStream) async throws {
        let opening = try WireReleaseTargetOpen(serializedBytes: Array(stream.parameters.readableBytesView))
        guard let digest = Digest(bytes: opening.digest) else { throw Failure(.callInvalid, ["field": "digest"]) }
        let target = try await context.database.read { try permitted(opening, digest, to: machine, in: $0) }
        guard let offset = Int64(exactly: opening.offset), offset <= target.size else {
            throw Failure(.callInvalid, ["field": "offset"])
        }
        let file = context.releases.directory.file(of: digest)
        let content = try await BlobDisk.run { try BlobFile(reading: file) }
        try await stream.send(.progress(durableBytes: UInt64(clamping: target.size)))
        try await content.send(offset..<target.size, on: stream)
        try await stream.finish()
        let now = context.clock.now()
        try await context.database.write {
            try $0.releaseTargets.fetched(target.path, digest, by: machine.id, at: now)
        }
    }

    /// What a vendor declares of its products' diagnostics: any session's machine may read it, whatever it was asked for.
    private func isDeclaration(_ path: String) -> Bool { path.hasPrefix(ScriptPath.diagnostics + "/") }

    /// Throws `release.not-named`, `release.withdrawn`, `release.unpublished`.
    private func permitted(
        _ opening: WireReleaseTargetOpen, _ digest: Digest, to machine: MachineRecord, in transaction: Transaction
    ) throws -> ReleasedTarget {
        let target = try transaction.releaseTargets.find(opening.path, digest)
        if target?.words.product != Self.agentProduct {
            let session = try SessionID(opening.session).flatMap { try transaction.sessions.find($0)?.session }
            // Of what this machine may not fetch, it does not even learn whether it is there.
            guard let session, session.machine == machine.id, session.phase == .active,
                try isDeclaration(opening.path)
                    || transaction.releaseTargets.isNamed(opening.path, digest, in: session.id)
            else { throw Failure(.releaseNotNamed, ["path": String(opening.path.prefix(512))]) }
        }
        guard let target else { throw Failure(.releaseUnpublished, ["name": String(opening.path.prefix(512))]) }
        guard target.dropped == nil else { throw Failure(.releaseWithdrawn, ["path": target.path]) }
        return target
    }
}
