import Primitives
import Testing

@testable import Cryptography

struct CertificateTests {
    let now = TestAuthority.now

    @Test func keepsWhatWasIssued() throws {
        let authority = try TestAuthority.make(.technician)
        let name = try #require(PeerName(vendor: "acme", role: .technician, id: "tec_1"))
        let key = try PrivateKey.generate().publicKey
        let leaf = try authority.issue(publicKey: key, name: name, from: now, to: now + .milliseconds(60_999))
        #expect(leaf.publicKey == key)
        #expect(leaf.subjectURI == "hamyar://acme/technician/tec_1")
        #expect(leaf.notBefore == now)
        #expect(leaf.notAfter == now + .seconds(60))
        #expect(leaf.serial.count == 16)
        #expect(leaf.fingerprint == Digest.of(leaf.der))
        #expect(try Certificate(pem: leaf.pem) == leaf)
        #expect(try Certificate(der: leaf.der).subjectURI == leaf.subjectURI)
        let again = try authority.issue(publicKey: key, name: name, from: now, to: now + .seconds(60))
        #expect(again.serial != leaf.serial)
    }

    @Test func anAuthorityIsPutTogetherFromItsFiles() throws {
        let authority = try TestAuthority.make(.relay)
        let loaded = try CertificateAuthority(
            certificate: Certificate(pem: authority.certificate.pem), key: PrivateKey(pem: authority.key.pem))
        #expect(loaded.name == AuthorityName(vendor: "acme", role: .relay))
        let key = try PrivateKey.generate()
        #expect(code { try CertificateAuthority(certificate: authority.certificate, key: key) } == .keyMalformed)
        let name = try #require(PeerName(vendor: "acme", role: .relay, id: "rly_1"))
        let leaf = try loaded.issue(publicKey: key.publicKey, name: name, from: now, to: now + .seconds(60))
        #expect(code { try CertificateAuthority(certificate: leaf, key: key) } == .certificateWrongName)
    }

    @Test func anAuthorityRefusesWhatIsNotItsToSay() throws {
        let authority = try TestAuthority.make(.machine, to: now + .seconds(100))
        let key = try PrivateKey.generate().publicKey
        let own = try #require(PeerName(vendor: "acme", role: .machine, id: "mch_1"))
        let role = try #require(PeerName(vendor: "acme", role: .technician, id: "mch_1"))
        let vendor = try #require(PeerName(vendor: "other", role: .machine, id: "mch_1"))
        for (name, from, to) in [
            (role, now, now + .seconds(60)), (vendor, now, now + .seconds(60)), (own, now, now), (own, now, now - .seconds(1)),
            (own, now, now + .seconds(101)),
        ] {
            #expect(code { try authority.issue(publicKey: key, name: name, from: from, to: to) } == .certificateNotIssued)
        }
        for name in ["", String(repeating: "x", count: 65)] {
            let found = code {
                try CertificateAuthority.create(name: name, vendor: "acme", role: .relay, from: now, to: now + .seconds(1))
            }
            #expect(found == .certificateNotIssued)
        }
        #expect(code { try TestAuthority.make(.relay, vendor: "Not A Vendor") } == .certificateNotIssued)
        #expect(code { try TestAuthority.make(.relay, to: .distantFuture) } == .certificateNotIssued)
    }

    @Test(arguments: [
        "", "hamyar://", "hamyar://acme/machine", "hamyar://acme/machine/", "hamyar:///machine/a", "hamyar://acme/Machine/a",
        "hamyar://acme/machine/a-b", "hamyar://acme_b/machine/a", "hamyar://acme/machine/a/", "hamyar://acme/machine/é",
        "hamyar://acme/authority/machine", " hamyar://acme/machine/a", "hamyar://acme/machine/a?b", "hamyar://acme/machine/a#b",
    ])
    func namesAreStrict(uri: String) {
        #expect(PeerName(uri) == nil)
    }

    @Test func namesHaveLimits() {
        let longest = String(repeating: "a", count: 64)
        #expect(PeerName("hamyar://acme/machine/\(longest)")?.id == longest)
        #expect(PeerName("hamyar://acme/machine/\(longest)a") == nil)
        #expect(PeerName("hamyar://\(longest)/machine/a") == nil)
        #expect(PeerName("hamyar://\(longest.dropLast())/machine/a") != nil)
        #expect(AuthorityName("hamyar://acme/authority/machine") == AuthorityName(vendor: "acme", role: .machine))
        #expect(AuthorityName("hamyar://acme/machine/machine") == nil)
    }
}
