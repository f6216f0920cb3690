import Cryptography
import Primitives
import Sessions
import Updates

/// What an operation asks of the installer.
struct InstallOrder: Sendable {
    enum Action: Sendable {
        case install, patch, undo
    }

    let operation: OperationID
    let session: SessionID
    let action: Action
    let product: String
    /// The version that is installed; of a patch that is taken back the one that goes.
    let version: String
    /// The version that a patch is for.
    let from: String?
    let target: String
    let digest: Digest
    let length: UInt64

    /// nil for other work.
    init?(_ operation: Sessions.Operation) {
        self.operation = operation.operation
        session = operation.session
        switch operation.work {
        case .install(let install):
            action = .install
            (product, version, from) = (install.product, install.version, nil)
            (target, digest, length) = (install.target, install.digest, install.length)
        case .patch(let patch):
            action = patch.action == .apply ? .patch : .undo
            (product, version, from) = (patch.product, patch.toVersion, patch.fromVersion)
            (target, digest, length) = (patch.target, patch.digest, patch.length)
        default: return nil
        }
    }

    /// The offer that the operation names, as the vendor signed it: a technician's word says which one, never what it is (H64).
    ///
    /// Throws `target.mismatch`, `target.unknown`.
    func offer(in offers: [ReleaseChoice.Offer], platform: String) throws -> ReleaseChoice.Offer {
        guard let offer = offers.first(where: { $0.path == target }) else { throw Failure(.targetUnknown, ["target": target]) }
        let described = offer.description
        func require(_ holds: Bool, _ reason: String) throws {
            guard holds else { throw Failure(.targetMismatch, ["target": target, "reason": reason]) }
        }
        try require(offer.file.sha256 == digest, "sha256")
        try require(offer.file.length == Int64(exactly: length), "length")
        try require(described.product == product && described.version.description == version, "version")
        try require(described.platform == platform, "platform")
        switch (described.kind, action) {
        case (.release, .install), (.fix, .install): break
        case (.patch(let old), .install): try require(from == nil || from == old.description, "from")
        case (.patch(let old), _): try require(old.description == from, "from")
        default: try require(false, "kind")
        }
        return offer
    }
}
