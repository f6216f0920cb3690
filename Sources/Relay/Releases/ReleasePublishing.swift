import AuditLog
import AuditStorage
import Cryptography
import Messages
import Primitives
import RelayStorage
import SignedObjects
import Storage
import Transport
import Updates

/// `release.publish`: what was put becomes the current snapshot, in one transaction with its timestamp and its entry of the log. Who asks
/// meanwhile, or after a crash at any moment, finds the old one or the new one.
struct ReleasePublishing {
    let context: RelayContext

    /// The same call again does nothing and answers alike. Blocks.
    ///
    /// Throws `metadata` codes, `release` codes, `call.invalid`.
    func publish(_ call: WireReleasePublishCall, by technician: TechnicianID) throws -> Release {
        guard let key = context.keys.timestamp else { throw Failure(.releaseNoKey) }
        guard let version = Int64(exactly: call.snapshot), version > 0 else { throw Failure(.callInvalid, ["field": "snapshot"]) }
        let names = try names(of: call)
        let (now, pinned) = (context.clock.now(), context.trust.current.bundle.body.releaseRoot)
        let signing = TimestampSigning(key: key, life: context.releases.limits.timestampLife)
        return try context.releases.holding {
            // Looked over with its files held, outside of the one writing transaction.
            let (new, timestamp, before) = try context.database.read { transaction in
                let before = try transaction.releases.current().map {
                    ReleaseVerification.Before(release: $0, timestamp: try transaction.releases.timestamp())
                }
                let verification = ReleaseVerification(
                    read: { try file($0, among: names, in: transaction) },
                    size: { try transaction.releaseFiles.size($0) }, signing: signing, now: now)
                let (new, timestamp) = try verification.verify(snapshot: version, pinned: pinned, after: before)
                return (new, timestamp, before?.release)
            }
            if let before, before.digest == new.digest, before.root == new.root { return before }
            return try context.database.write { transaction in
                try transaction.releases.publish(new, by: technician, at: now)
                try transaction.releases.store(timestamp)
                try transaction.audit.append(
                    .releasePublished,
                    ids: [
                        "technician": technician.description, "root": String(new.root), "snapshot": String(new.snapshot),
                        "targets": String(new.targets),
                    ], payload: new.digest.bytes, at: now)
                guard let release = try transaction.releases.current() else { throw Failure(.callFailed) }
                return release
            }
        }
    }

    private func names(of call: WireReleasePublishCall) throws -> [String: Digest] {
        guard call.metadata.count <= ReleaseLimits.metadataFiles else { throw Failure(.callInvalid, ["field": "metadata"]) }
        var names: [String: Digest] = [:]
        for file in call.metadata {
            guard let digest = Digest(bytes: file.digest), names.updateValue(digest, forKey: file.name) == nil else {
                throw Failure(.callInvalid, ["field": "metadata"])
            }
        }
        return names
    }

    /// What is published keeps its content; new names come from the call.
    private func file(
        _ name: String, among names: [String: Digest], in transaction: Transaction
    ) throws -> (bytes: [UInt8], digest: Digest)? {
        let published = try transaction.releases.metadata(name)
        guard let digest = published ?? names[name] else { return nil }
        if let other = names[name], other != digest { throw Failure(.releaseNameTaken, ["name": name]) }
        guard let size = try transaction.releaseFiles.size(digest) else { throw Failure(.releaseIncomplete, ["name": name]) }
        return (try context.releases.read(digest, size: size, limit: UpdateLimits.maximumTargets), digest)
    }
}

extension AuditKind {
    /// A snapshot became the current one; the payload is the digest of its metadata.
    static let releasePublished = AuditKind(rawValue: "release.published")
}
