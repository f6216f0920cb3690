import Primitives
import Testing

@testable import Cryptography

struct CertificateTests {
    @Test func issuesAndVerifies() throws {
        let now = Timestamp(milliseconds: 1_800_000_000_000)
        let authority = try CertificateAuthority.create(
            name: "Acme machines", vendor: "acme", role: .machine, from: now, to: now + .seconds(1000))
        let name = try #require(PeerName(vendor: "acme", role: .machine, id: "mch_1"))
        let key = try PrivateKey.generate()
        let leaf = try authority.issue(publicKey: key.publicKey, name: name, from: now, to: now + .seconds(100))
        let verifier = CertificateVerifier(authorities: [.machine: [authority.certificate]], vendor: "acme")
        #expect(try verifier.verify(leaf.der, at: now, role: .machine) == name)
    }
}
