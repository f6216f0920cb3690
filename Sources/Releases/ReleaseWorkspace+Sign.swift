import Cryptography
import Primitives
import Updates

extension ReleaseWorkspace {
    /// How far a role has come.
    package struct SigningState: Hashable, Sendable {
        package let role: String
        package let version: Int64
        package let threshold: Int
        package let signed: Int
    }

    /// Signs everything that is staged with every key that is here and is asked for: without network, over several runs, on several machines.
    ///
    /// - Returns: what is staged, with the signatures that it has now.
    package func sign(with keys: ReleaseKeys) throws -> [SigningState] {
        let held = try keys.all()
        return try stagedRoles().map { role in
            guard var metadata = try staged(role) else { throw Failure(.releaseAbsent, ["name": role]) }
            for signers in try signersNeeded(role) {
                for id in signers.keyIDs where metadata.signatures[id] == nil {
                    if let key = held[id] { metadata.signatures[id] = try key.sign(CanonicalJSON.encode(metadata.signed)) }
                }
            }
            try write(metadata, role)
            return try state(role, metadata)
        }
    }

    package func signing() throws -> [SigningState] {
        try stagedRoles().compactMap { role in try staged(role).map { try state(role, $0) } }
    }

    /// A new root needs the former one's keys as well.
    func signersNeeded(_ role: String) throws -> [RoleKeys] {
        var needed = [try keys(of: role)]
        if role == MetadataRole.root, let before = try published(role) {
            needed.append(try RootMetadata(before.signed).keys(of: role))
        }
        return needed
    }

    private func state(_ role: String, _ metadata: SignedMetadata) throws -> SigningState {
        // The one that lacks most decides.
        let states = try signersNeeded(role).map { keys in (keys.threshold, metadata.signers(of: keys, Ed25519Scheme())) }
        let worst = states.max { $0.0 - $0.1 < $1.0 - $1.1 } ?? (0, 0)
        return SigningState(
            role: role, version: metadata.signed["version"]?.integer ?? 0, threshold: worst.0, signed: worst.1)
    }
}
