package import Cryptography
package import Logging
import Messages
package import NIOCore
package import Primitives
import SignedObjects
import SwiftProtobuf
package import Transport

/// Enrols a new key at a relay: machines at once, technicians once an admin has signed (Protocol/README.md, "Enrolment").
///
/// The key is made and stored before this is called, and the same key is used when the command is repeated: a lost answer burns
/// nothing. Nothing secret is said before the relay has proved that the vendor's root, which the code names, vouches for it.
package struct EnrolmentClient: Sendable {
    private let dialer: Dialer

    package init(relay: Endpoint, proxy: ProxySetting? = nil, group: any EventLoopGroup, logger: Logger) {
        dialer = Dialer(relay: relay, proxy: proxy, group: group, logger: logger)
    }

    /// Asks once.
    ///
    /// - Parameters:
    ///   - role: technician or machine; the code is for one of them.
    ///   - name: for people: the host's, or the technician's.
    ///   - time: wall time, never earlier than the build's.
    /// - Throws: `enrolment.wrong-root`, `enrolment.wrong-answer`, the relay's `enrolment.…`, codes of envelopes, objects and
    ///   certificates, and what `Dialer.connectAnonymously` and `PeerConnection.call` throw.
    package func enrol(
        code: EnrolmentCode, role: PeerRole, name: String, key: PrivateKey, at time: Timestamp
    ) async throws -> EnrolmentResult {
        let provisional = try await dialer.connectAnonymously()
        let connection = provisional.connection
        defer { connection.close() }
        let vendor = try VendorIntroduction(
            try await connection.call(.enrolmentBundle, WireEmpty()), code: code, server: provisional.serverCertificate, at: time)
        let enrolment = try SignedObject<Enrolment>.sign(
            Enrolment(codeSecret: code.secret, publicKey: key.publicKey, role: role, name: name, time: time),
            by: SigningIdentity(key: key, vendor: vendor.name))
        let reply = try await connection.call(
            .enrolmentEnrol, WireEnrolCall.with { $0.enrolment = enrolment.message.envelope.wire })
        return try EnrolmentResult(reply, vendor: vendor, role: role, key: key.publicKey, at: time)
    }
}
