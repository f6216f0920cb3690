import Primitives
import Testing

@testable import Cryptography

struct EnvelopeTests {
    let key: PrivateKey
    let envelope: SignedEnvelope
    let body = Array("body".utf8)

    init() throws {
        key = try PrivateKey.generate()
        envelope = try SignedEnvelope.sign(body, domain: .request, vendor: "acme", with: key)
    }

    @Test func roundTrips() throws {
        let verified = try envelope.verify(domain: .request, vendor: "acme", key: key.publicKey)
        #expect(verified.bytes == body)
        #expect(verified.digest == envelope.digest)
        #expect(verified.digest == Digest.of(envelope.signedInput))
        #expect(verified.keyID == key.publicKey.id)
    }

    @Test func H34_theExactBytesAreVerified() throws {
        // Field 1 twice: a parser that re-serialised would keep one of them.
        let body: [UInt8] = [0x0a, 0x01, 0x61, 0x0a, 0x01, 0x62]
        let envelope = try SignedEnvelope.sign(body, domain: .grant, vendor: "acme", with: key)
        #expect(try envelope.verify(domain: .grant, vendor: "acme", key: key.publicKey).bytes == body)
        let merged = altered(envelope, body: [0x0a, 0x01, 0x62])
        #expect(code { try merged.verify(domain: .grant, vendor: "acme", key: key.publicKey) } == .envelopeBadSignature)
    }

    @Test func H35_theWrongExpectationIsRefusedByItsOwnCode() throws {
        let other = try PrivateKey.generate().publicKey
        #expect(code { try envelope.verify(domain: .verdict, vendor: "acme", key: key.publicKey) } == .envelopeWrongDomain)
        #expect(code { try envelope.verify(domain: .request, vendor: "other", key: key.publicKey) } == .envelopeWrongVendor)
        #expect(code { try envelope.verify(domain: .request, vendor: "acme", key: other) } == .envelopeWrongKey)
    }

    @Test func H35_aSignatureCannotMoveToAnotherDomainVendorKeyOrBody() throws {
        let publicKey = key.publicKey
        let other = try PrivateKey.generate().publicKey
        let moved = [
            (altered(envelope, domain: .operation), Domain.operation, "acme", publicKey),
            (altered(envelope, vendor: "other"), .request, "other", publicKey),
            (altered(envelope, keyID: other.id), .request, "acme", other),
            (altered(envelope, body: body + [0]), .request, "acme", publicKey),
            (altered(envelope, vendor: "acmeb", body: Array("ody".utf8)), .request, "acmeb", publicKey),
            (altered(envelope, signature: Array(envelope.signature.dropLast())), .request, "acme", publicKey),
            (altered(envelope, signature: envelope.signature + [0]), .request, "acme", publicKey),
            (altered(envelope, signature: []), .request, "acme", publicKey),
            (altered(envelope, signature: try key.sign(body)), .request, "acme", publicKey),
        ]
        for (envelope, domain, vendor, key) in moved {
            #expect(code { try envelope.verify(domain: domain, vendor: vendor, key: key) } == .envelopeBadSignature)
        }
    }

    @Test func H35_aSignatureOfAnotherAlgorithmIsRefused() throws {
        let foreign = try #require(ForeignKey())
        let signature = try #require(foreign.sign(envelope.signedInput))
        for forged in [signature, Array(signature.prefix(64)), Array(signature.suffix(64))] {
            let envelope = altered(envelope, signature: forged)
            #expect(code { try envelope.verify(domain: .request, vendor: "acme", key: key.publicKey) } == .envelopeBadSignature)
        }
    }

    @Test func bodiesHaveALimit() throws {
        let largest = [UInt8](repeating: 1, count: SignedEnvelope.bodyLimit)
        let signed = try SignedEnvelope.sign(largest, domain: .request, vendor: "acme", with: key)
        #expect(try signed.verify(domain: .request, vendor: "acme", key: key.publicKey).bytes.count == largest.count)
        let larger = largest + [1]
        #expect(code { try SignedEnvelope.sign(larger, domain: .request, vendor: "acme", with: key) } == .envelopeTooLarge)
        let received = altered(envelope, body: larger)
        #expect(code { try received.verify(domain: .request, vendor: "acme", key: key.publicKey) } == .envelopeTooLarge)
    }

    @Test(arguments: ["", "Acme", "a/b", "ac me", String(repeating: "a", count: 64)])
    func onlyVendorNamesAreSigned(vendor: String) {
        #expect(code { try SignedEnvelope.sign(body, domain: .request, vendor: vendor, with: key) } == .envelopeMalformed)
    }

    @Test func domainsAreParsedStrictly() {
        #expect(Domain(rawValue: "hamyar/trust-bundle/1") == .trustBundle)
        #expect(Domain(rawValue: "hamyar/request/2")?.rawValue == "hamyar/request/2")
        for text in [
            "", "hamyar", "hamyar/request", "hamyar/request/0", "hamyar/request/01", "hamyar//1", "hamyar/Request/1",
            "other/request/1", "hamyar/request/1/", "hamyar/request/1\0", "hamyar/request/x", "hamyar/request/",
            "hamyar/" + String(repeating: "a", count: 64) + "/1",
        ] {
            #expect(Domain(rawValue: text) == nil)
        }
    }

    private func altered(
        _ envelope: SignedEnvelope, domain: Domain? = nil, vendor: String? = nil, keyID: KeyID? = nil, body: [UInt8]? = nil,
        signature: [UInt8]? = nil
    ) -> SignedEnvelope {
        SignedEnvelope(
            domain: domain ?? envelope.domain, vendor: vendor ?? envelope.vendor, keyID: keyID ?? envelope.keyID,
            body: body ?? envelope.body, signature: signature ?? envelope.signature)
    }
}
