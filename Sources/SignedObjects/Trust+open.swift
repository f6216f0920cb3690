package import AuditLog
package import Cryptography
package import Primitives
import Sessions

extension Trust {
    /// Verifies an object of a technician or a machine: certificate, then key, then envelope, then body.
    ///
    /// Whether the signer is the one whom the body or the session names is the session's rule (`Session`, `MatchedGrant`).
    ///
    /// - Parameter time: the highest of wall time, build time and time seen.
    /// - Throws: `certificate`, `envelope`, `object` and `scope` codes; `trust.outlives-certificate` for an operation that would run
    ///   after its signer's certificate.
    package func open<Body: SignedBody>(
        _ message: SignedMessage, as type: Body.Type = Body.self, from role: PeerRole, at time: Timestamp
    ) throws -> SignedObject<Body> {
        try open(message, from: role, at: time, verifier: verifier)
    }

    /// Verifies an object of the own store again, which was verified when it came: its certificate may have expired or been revoked since.
    package func reopen<Body: SignedBody>(
        _ message: SignedMessage, as type: Body.Type = Body.self, from role: PeerRole
    ) throws -> SignedObject<Body> {
        guard role != .relay else { return try openRelays(message) }
        let certificate = try Certificate(der: message.certificate)
        var lenient = verifier
        lenient.revoked = .none
        // Its last second: an authority may be younger than the first one of what it issued, but never ends before it.
        return try open(message, from: role, at: certificate.notAfter - .seconds(1), verifier: lenient)
    }

    /// Verifies a verdict or an activation with the relay keys of the bundle.
    /// - Throws: `trust.unknown-signer`, `envelope` and `object` codes.
    package func openRelays<Body: SignedBody>(_ message: SignedMessage, as type: Body.Type = Body.self) throws -> SignedObject<
        Body
    > {
        let key = bundle.body.relayKeys.first { $0.id == message.envelope.keyID }
        guard let key else { throw Self.unknown(message, Body.domain.rawValue) }
        return try SignedObject.open(message, vendor: vendor, key: key)
    }

    /// Verifies a checkpoint of the relay's log with the log keys of the bundle.
    package func openRelaysCheckpoint(_ message: SignedMessage) throws -> SignedObject<Checkpoint> {
        let key = bundle.body.logKeys.first { $0.id == message.envelope.keyID }
        guard let key else { throw Self.unknown(message, Checkpoint.domain.rawValue) }
        return try Self.openCheckpoint(message, vendor: vendor, key: key)
    }

    /// Verifies a checkpoint with its log's own key, which it must name.
    package static func openCheckpoint(_ message: SignedMessage, vendor: String, key: PublicKey) throws -> SignedObject<
        Checkpoint
    > {
        let object = try SignedObject<Checkpoint>.open(message, vendor: vendor, key: key)
        guard object.body.log == key.id else { throw Failure(.objectField, ["field": "log"]) }
        return object
    }

    private func open<Body: SignedBody>(
        _ message: SignedMessage, from role: PeerRole, at time: Timestamp, verifier: CertificateVerifier
    ) throws -> SignedObject<Body> {
        guard !message.certificate.isEmpty else { throw Failure(.certificateAbsent) }
        let certificate = try Certificate(der: message.certificate)
        let name = try verifier.verify(certificate, at: time, roles: [role])
        let object = try SignedObject<Body>.open(
            message, vendor: vendor, key: certificate.publicKey, name: name, notAfter: certificate.notAfter)
        if let lastUse = object.body.lastUse, lastUse > certificate.notAfter {
            throw Failure(
                .trustOutlives, ["object": Body.domain.rawValue, "not_after": String(certificate.notAfter.milliseconds)])
        }
        return object
    }
}
