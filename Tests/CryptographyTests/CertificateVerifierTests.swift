import COpenSSL
import Primitives
import Testing

@testable import Cryptography

struct CertificateVerifierTests {
    let now = TestAuthority.now
    let machines: CertificateAuthority
    let technicians: CertificateAuthority
    let relays: CertificateAuthority
    let key: PrivateKey
    let name: PeerName
    let leaf: Certificate
    var verifier: CertificateVerifier

    init() throws {
        machines = try TestAuthority.make(.machine)
        technicians = try TestAuthority.make(.technician)
        relays = try TestAuthority.make(.relay)
        key = try PrivateKey.generate()
        name = try #require(PeerName(vendor: "acme", role: .machine, id: "mch_1"))
        leaf = try machines.issue(publicKey: key.publicKey, name: name, from: now, to: now + TestAuthority.day * 30)
        verifier = CertificateVerifier(
            authorities: [
                .machine: [machines.certificate], .technician: [technicians.certificate], .relay: [relays.certificate],
            ], vendor: "acme")
    }

    @Test(arguments: PeerRole.allCases)
    func anIssuedCertificateIsGoodForItsRoleAlone(role: PeerRole) throws {
        let authority = try #require([PeerRole.machine: machines, .technician: technicians, .relay: relays][role])
        let name = try #require(PeerName(vendor: "acme", role: role, id: "id_1"))
        let leaf = try authority.issue(publicKey: key.publicKey, name: name, from: now, to: now + .seconds(60))
        #expect(try verifier.verify(leaf.der, at: now, role: role) == name)
        #expect(try verifier.verify(leaf.der, at: now, roles: Set(PeerRole.allCases)) == name)
        for other in PeerRole.allCases where other != role {
            #expect(code { try verifier.verify(leaf.der, at: now, role: other) } == .certificateWrongName)
        }
        #expect(ERR_peek_error() == 0)
    }

    @Test func H7_absent() {
        #expect(refusal([]) == .certificateAbsent)
    }

    @Test func H7_expiredAndNotYetValid() throws {
        #expect(refusal(leaf.der, at: leaf.notBefore) == nil)
        #expect(refusal(leaf.der, at: leaf.notBefore - .seconds(1)) == .certificateNotYetValid)
        #expect(refusal(leaf.der, at: leaf.notAfter - .seconds(1)) == nil)
        #expect(refusal(leaf.der, at: leaf.notAfter + .seconds(1)) == .certificateExpired)
        #expect(refusal(leaf.der, at: .distantFuture) != nil)
        #expect(refusal(leaf.der, at: .distantPast) != nil)
    }

    @Test func H7_theAuthorityExpiredBeforeTheCertificate() throws {
        let short = try TestAuthority.make(.machine, to: now + .seconds(100))
        let leaf = try TestAuthority.leaf(of: short, key: key)
        let trusting = CertificateVerifier(authorities: [.machine: [short.certificate]], vendor: "acme")
        let late = now + .seconds(200)
        #expect(code { try trusting.verify(leaf.der, at: late, role: .machine) } == .certificateAuthorityExpired)
    }

    @Test(arguments: ["critical,serverAuth", "critical,codeSigning", "serverAuth"])
    func H7_wrongPurpose(usage: String) throws {
        let leaf = try TestAuthority.leaf(of: machines, key: key, usage: usage)
        #expect(refusal(leaf.der) == .certificateWrongPurpose)
    }

    @Test func H7_wrongPurposeOfTheKeyAndOfTheAuthorityItself() throws {
        let encipher = try TestAuthority.leaf(of: machines, key: key, keyUsage: "critical,keyEncipherment")
        #expect(refusal(encipher.der) == .certificateWrongPurpose)
        let authority = try TestAuthority.leaf(
            of: machines, key: key, constraints: "critical,CA:TRUE", keyUsage: "critical,keyCertSign,digitalSignature")
        #expect(refusal(authority.der) == .certificateWrongPurpose)
        #expect(refusal(machines.certificate.der) == .certificateWrongName)
    }

    @Test(arguments: [
        "URI:hamyar://other/machine/mch_1", "URI:hamyar://acme/technician/mch_1", "URI:hamyar://acme/relay/mch_1",
        "URI:hamyar://acme/machine/mch_1,URI:hamyar://acme/machine/mch_2", "URI:hamyar://acme/machine/mch_1,DNS:acme",
        "DNS:acme", "email:a@acme", "URI:hamyar://acme/machine/MCH_1", "URI:hamyar://acme/machine/",
        "URI:hamyar://acme/machine/a/b",
        "URI:hamyar://u@acme/machine/mch_1", "URI:hamyar://acme:1/machine/mch_1", "URI:https://acme/machine/mch_1",
        "URI:HAMYAR://acme/machine/mch_1", "URI:hamyar://acme/machine/..",
    ])
    func H7_wrongName(name: String) throws {
        let leaf = try TestAuthority.leaf(of: machines, key: key, name: name)
        #expect(refusal(leaf.der) == .certificateWrongName)
    }

    @Test func H7_anAuthorityVouchesForItsOwnRoleAlone() throws {
        let forged = try TestAuthority.leaf(of: machines, key: key, name: "URI:hamyar://acme/technician/tec_1")
        #expect(code { try verifier.verify(forged.der, at: now, role: .technician) } == .certificateUnknownAuthority)
        let misfiled = CertificateVerifier(authorities: [.technician: [machines.certificate]], vendor: "acme")
        #expect(code { try misfiled.verify(forged.der, at: now, role: .technician) } == .certificateUnknownAuthority)
    }

    @Test func H7_theNameConstraintHolds() throws {
        let key = try PrivateKey.generate()
        let narrow = try CertificateTemplate(
            commonName: "narrow", publicKey: key.publicKey, from: now, to: now + TestAuthority.day * 60,
            extensions: [
                (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"), (NID_key_usage, "critical,keyCertSign"),
                (NID_name_constraints, "critical,permitted;URI:other"),
                (NID_subject_alt_name, "URI:hamyar://acme/authority/machine"),
                (NID_subject_key_identifier, "hash"),
            ]
        ).sign(with: key, issuer: nil)
        let leaf = try TestAuthority.leaf(of: CertificateAuthority(certificate: narrow, key: key), key: self.key)
        let trusting = CertificateVerifier(authorities: [.machine: [narrow]], vendor: "acme")
        #expect(code { try trusting.verify(leaf.der, at: now, role: .machine) } == .certificateWrongName)
    }

    @Test func H7_revokedByKeyAndBySerial() throws {
        var verifier = verifier
        verifier.revoked = Revocations(keys: [key.publicKey.id])
        #expect(code { try verifier.verify(leaf.der, at: now, role: .machine) } == .certificateRevoked)
        verifier.revoked = Revocations(serials: [leaf.serial])
        #expect(code { try verifier.verify(leaf.der, at: now, role: .machine) } == .certificateRevoked)
        verifier.revoked = try Revocations(keys: [PrivateKey.generate().publicKey.id], serials: [[1]])
        #expect(code { try verifier.verify(leaf.der, at: now, role: .machine) } == nil)
    }

    @Test func H7_tooLarge() {
        #expect(refusal(leaf.der + [UInt8](repeating: 0, count: 100 * 1024)) == .certificateTooLarge)
        #expect(refusal([UInt8](repeating: 0x30, count: Certificate.sizeLimit + 1)) == .certificateTooLarge)
    }

    @Test func H7_malformed() throws {
        for count in stride(from: 1, to: leaf.der.count, by: 7) {
            #expect(refusal(Array(leaf.der.prefix(count))) == .certificateMalformed)
        }
        #expect(refusal(leaf.der + [0]) == .certificateMalformed)
        #expect(refusal(leaf.der + leaf.der) == .certificateMalformed)
        let foreign = try #require(ForeignKey()?.certificate())
        #expect(refusal(foreign) == .certificateMalformed)
        #expect(ERR_peek_error() == 0)
    }

    @Test func H7_everyFlippedByteIsRefused() {
        for index in leaf.der.indices {
            var altered = leaf.der
            altered[index] ^= 0x01
            #expect(refusal(altered) != nil, "byte \(index)")
        }
        #expect(ERR_peek_error() == 0)
    }

    @Test func H7_unknownAuthority() throws {
        let namesake = try TestAuthority.make(.machine)
        let stranger = try namesake.issue(publicKey: key.publicKey, name: name, from: now, to: now + .seconds(60))
        #expect(refusal(stranger.der) == .certificateUnknownAuthority)
        let empty = CertificateVerifier(authorities: [:], vendor: "acme")
        #expect(code { try empty.verify(leaf.der, at: now, role: .machine) } == .certificateUnknownAuthority)
        let selfSigned = try CertificateTemplate(
            commonName: "self", publicKey: key.publicKey, from: now, to: now + .seconds(60),
            extensions: [(NID_subject_alt_name, "URI:\(name)")]
        ).sign(with: key, issuer: nil)
        #expect(refusal(selfSigned.der) == .certificateUnknownAuthority)
        var forged = leaf.der
        forged[forged.count - 1] ^= 1
        #expect(refusal(forged) == .certificateBadSignature)
    }

    @Test func anOldAndANewAuthorityAreTrustedTogether() throws {
        let next = try TestAuthority.make(.machine)
        let renewed = try next.issue(publicKey: key.publicKey, name: name, from: now, to: now + .seconds(60))
        let both = CertificateVerifier(authorities: [.machine: [machines.certificate, next.certificate]], vendor: "acme")
        #expect(try both.verify(leaf.der, at: now, role: .machine) == name)
        #expect(try both.verify(renewed.der, at: now, role: .machine) == name)
    }

    private func refusal(_ der: [UInt8], at time: Timestamp = TestAuthority.now) -> Failure.Code? {
        code { try verifier.verify(der, at: time, role: .machine) }
    }
}
