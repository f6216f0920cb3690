import COpenSSL
import Cryptography
import NIOCore
import Primitives
import TLS
import Testing

/// H7: each reason to refuse a client has its own code on our side and its own alert on the client's.
struct CertificateRefusalTests {
    let authorities: Authorities

    init() throws { authorities = try Authorities() }

    private func expect(
        _ code: Failure.Code, alert: Int32, identity: TLSIdentity?, revoked: Revocations = .none,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let server = try TLSEnd(authorities.server(revoked: revoked))
        let peer = try RawPeer(identity: identity)
        try peer.talk(to: server)
        #expect(server.code == code, sourceLocation: location)
        #expect(peer.alert == alert, sourceLocation: location)
        #expect(server.witness.peer == nil, sourceLocation: location)
        #expect(server.witness.errors.count == 1, sourceLocation: location)
    }

    @Test func `H7 absent`() throws {
        try expect(.certificateAbsent, alert: 116, identity: nil)
    }

    @Test func `H7 expired`() throws {
        let identity = try authorities.technicianIdentity(to: Authorities.now - .seconds(1))
        try expect(.certificateExpired, alert: 45, identity: identity)
    }

    @Test func `H7 not yet valid`() throws {
        let identity = try authorities.technicianIdentity(from: Authorities.now + .seconds(2))
        try expect(.certificateNotYetValid, alert: 42, identity: identity)
    }

    @Test func `H7 wrong purpose`() throws {
        try expect(.certificateWrongPurpose, alert: 43, identity: authorities.wrongPurposeIdentity())
    }

    @Test func `H7 wrong name`() throws {
        try expect(.certificateWrongName, alert: 46, identity: authorities.relayIdentity())
    }

    @Test func `H7 revoked`() throws {
        let identity = try authorities.technicianIdentity()
        let revoked = Revocations(keys: [identity.key.publicKey.id])
        try expect(.certificateRevoked, alert: 44, identity: identity, revoked: revoked)
    }

    @Test func `H7 foreign authority`() throws {
        try expect(.certificateUnknownAuthority, alert: 48, identity: Authorities().technicianIdentity())
    }

    @Test func `H7 a chain of 100 KB`() throws {
        let identity = try authorities.technicianIdentity()
        let filler = Array(
            repeating: authorities.technician.certificate, count: 100 * 1024 / authorities.technician.certificate.der.count)
        try expect(.certificateTooLarge, alert: 47, identity: TLSIdentity(chain: identity.chain + filler, key: identity.key))
    }

    @Test func `a Certificate message at its limit is read, one above it is not`() throws {
        let identity = try authorities.technicianIdentity()
        let filler = authorities.technician.certificate
        // RFC 8446, 4.4.2: an empty context and the list's length, and 5 bytes beside each certificate.
        let left = TLSLimits.certificateMessage - 4 - identity.chain[0].der.count - 5
        let count = left / (filler.der.count + 5)
        let within = try TLSEnd(authorities.server())
        let good = TLSIdentity(chain: identity.chain + Array(repeating: filler, count: count), key: identity.key)
        try RawPeer(identity: good).talk(to: within)
        #expect(within.witness.peer != nil)
        let bad = TLSIdentity(chain: good.chain + [filler], key: identity.key)
        try expect(.certificateTooLarge, alert: 47, identity: bad)
    }

    @Test func `our own client learns the reason from the alert`() throws {
        let server = try TLSEnd(authorities.server())
        let client = try TLSEnd(authorities.client(identity: authorities.technicianIdentity(to: Authorities.now - .seconds(1))))
        try TLSEnd.talk(client, server)
        #expect(client.code == .tlsAlert)
        #expect(client.failure?.parameters["alert"] == "certificate_expired")
    }

    @Test func `a server of a foreign authority is named as interception`() throws {
        let client = try TLSEnd(authorities.client())
        let server = try TLSEnd(Authorities().server())
        try TLSEnd.talk(client, server)
        #expect(client.code == .tlsIntercepted)
        #expect(client.failure?.parameters["reason"] == "certificate.unknown-authority")
        #expect(client.failure?.parameters["issuer"] == "/CN=relays")
        #expect(server.failure?.parameters["alert"] == "unknown_ca")
    }

    @Test func `a technician's certificate does not make a server`() throws {
        let client = try TLSEnd(authorities.client())
        let server = try TLSEnd(
            TLSContext(
                TLSConfiguration(
                    role: .server, identity: authorities.technicianIdentity(), protocols: [.hamyar],
                    verifier: authorities.verifier([.technician]))))
        try TLSEnd.talk(client, server)
        #expect(client.code == .certificateWrongName)
    }
}
