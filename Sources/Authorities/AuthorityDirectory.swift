package import Cryptography
import Foundation
import Glibc
package import Primitives
package import SignedObjects

/// The vendor's offline keys in a directory: the root and the technician authority (design of trust, "Keys").
///
/// It is meant for a medium that is unplugged between uses. Nothing here travels; what it signs does.
package struct AuthorityDirectory: Sendable {
    /// Technicians' certificates last this long: what a stolen laptop is worth at most.
    package static let technicianLife = Duration.seconds(30 * 86_400)
    /// The authority's own; a new bundle replaces it before.
    package static let authorityLife = Duration.seconds(10 * 365 * 86_400)
    /// How long a revoked key stays on the list: until long after its last certificate has ended by itself.
    package static let revocationLife = Duration.seconds(90 * 86_400)
    /// Clocks of those who verify may be behind by this much.
    package static let backdating = Duration.seconds(86_400)

    package let path: String
    package let root: PrivateKey
    package let technicians: CertificateAuthority

    /// Files that must never lie in a relay's directory.
    package static let secretNames: Set<String> = [rootName, technicianKeyName]
    private static let rootName = "vendor-root.key"
    private static let technicianKeyName = "technician-authority.key"
    private static let technicianCertificateName = "technician-authority.crt"

    /// Makes the keys in a new or empty directory. Throws `key.exists` where there are some.
    package static func create(at path: String, vendor: String, now: Timestamp) throws -> AuthorityDirectory {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.authorityDirectory, ["path": path], cause: error)
        }
        let root = try PrivateKey.generate()
        let technicians = try CertificateAuthority.create(
            name: "technician authority", vendor: vendor, role: .technician, from: now - backdating, to: now + authorityLife)
        try root.save(path: path + "/" + rootName)
        try technicians.key.save(path: path + "/" + technicianKeyName)
        try technicians.certificate.save(path: path + "/" + technicianCertificateName)
        return AuthorityDirectory(path: path, root: root, technicians: technicians)
    }

    /// Throws `authority.directory` where the keys are not there; `key` codes where they cannot be used.
    package static func load(from path: String) throws -> AuthorityDirectory {
        guard access(path + "/" + technicianKeyName, F_OK) == 0, access(path + "/" + rootName, F_OK) == 0 else {
            throw Failure(.authorityDirectory, ["path": path])
        }
        return AuthorityDirectory(
            path: path, root: try PrivateKey.load(path: path + "/" + rootName),
            technicians: try CertificateAuthority(
                certificate: Certificate.load(path: path + "/" + technicianCertificateName),
                key: PrivateKey.load(path: path + "/" + technicianKeyName)))
    }

    private var vendor: String { technicians.name.vendor }

    /// Vouches for a technician's key, for `technicianLife` from now.
    package func issue(_ key: PublicKey, for technician: TechnicianID, at now: Timestamp) throws -> Certificate {
        guard let name = PeerName(vendor: vendor, role: .technician, id: technician.description) else {
            throw Failure(.authorityDirectory, ["path": path])
        }
        return try technicians.issue(
            publicKey: key, name: name, from: now - Self.backdating,
            to: min(now + Self.technicianLife, technicians.certificate.notAfter))
    }

    package func sign(_ bundle: TrustBundle) throws -> SignedObject<TrustBundle> {
        try SignedObject.sign(bundle, by: SigningIdentity(key: root, vendor: vendor))
    }

    package func sign(_ list: RevocationList) throws -> SignedObject<RevocationList> {
        try SignedObject.sign(list, by: SigningIdentity(key: technicians.key, vendor: vendor))
    }

    /// Signs the next list: what was revoked before, and this key. It is kept here before it is told to anybody.
    ///
    /// - Parameter known: the newest list that the relay has shown. It is no proof of what was revoked: a relay that is taken over
    ///   shows an older one, so that the next would forget what came between. What was signed here counts as well.
    /// - Throws: `authority.directory`; `object.field` where too many were revoked of late; codes of envelopes.
    package func revoke(
        _ key: KeyID, reason: String, known: RevocationList?, at now: Timestamp
    ) throws -> SignedObject<RevocationList> {
        let signed = try revocations()?.body
        var entries: [RevocationList.Entry] = []
        let added = RevocationList.Entry(key: key, time: now, reason: reason)
        for entry in (signed?.revoked ?? []) + (known?.revoked ?? []) + [added]
        where now - entry.time < Self.revocationLife && !entries.contains(where: { $0.key == entry.key }) {
            entries.append(entry)
        }
        let number = max(signed?.number ?? 0, known?.number ?? 0)
        let list = try sign(RevocationList(number: number + 1, revoked: entries, issued: now))
        do {
            try Data(list.message.bytes).write(to: URL(fileURLWithPath: revocationsPath), options: .atomic)
        } catch {
            throw Failure(.authorityDirectory, ["path": revocationsPath], cause: error)
        }
        return list
    }

    /// The last list that was signed here; nil before the first.
    package func revocations() throws -> SignedObject<RevocationList>? {
        guard access(revocationsPath, F_OK) == 0 else { return nil }
        guard let data = FileManager.default.contents(atPath: revocationsPath) else {
            throw Failure(.authorityDirectory, ["path": revocationsPath])
        }
        return try SignedObject.open(
            SignedMessage(bytes: Array(data)), as: RevocationList.self, vendor: vendor, key: technicians.key.publicKey)
    }

    private var revocationsPath: String { path + "/revocations" }
}
