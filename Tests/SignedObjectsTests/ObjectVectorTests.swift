import AuditLog
import Cryptography
import Messages
import Primitives
import Sessions
import SwiftProtobuf
import Testing

@testable import SignedObjects

/// The signed objects of the specification, read, refused and made again.
struct ObjectVectorTests {
    static let bodies: [any SignedBody.Type] = [
        Request.self, Verdict.self, Grant.self, Activation.self, Operation.self, Outcome.self, Denial.self, Revocation.self,
        End.self,
        Checkpoint.self, TrustBundle.self, RevocationList.self, Enrolment.self, Renewal.self, StandingPolicy.self,
        PolicyRevocation.self,
    ]

    static func body(of domain: String) throws -> any SignedBody.Type {
        try #require(bodies.first { $0.domain.rawValue == domain }, "\(domain)")
    }

    @Test func everyObjectHasAVector() throws {
        let valid = try ObjectVector.all().filter { $0.fields["result"] == "valid" }
        #expect(Set(valid.compactMap { $0.fields["domain"] }) == Set(Self.bodies.map { $0.domain.rawValue }))
        #expect(try ObjectVector.all().count { $0.fields["result"] != "valid" } >= 12)
    }

    @Test(arguments: try ObjectVector.all())
    func opens(vector: ObjectVector) throws {
        func open<Body: SignedBody>(_: Body.Type) throws {
            let message = try vector.message()
            let key = try #require(PublicKey(bytes: vector.bytes("public")))
            let found = code { try SignedObject<Body>.open(message, vendor: vector.text("vendor"), key: key) }
            #expect(try found ?? "valid" == vector.text("result"))
            #expect(try message.digest.description == vector.text("digest"))
        }
        try open(Self.body(of: vector.text("domain")))
    }

    /// From the fields to the same bytes and the same signature.
    @Test(arguments: try ObjectVector.all().filter { $0.fields["result"] == "valid" })
    func signs(vector: ObjectVector) throws {
        func sign<Body: SignedBody>(_: Body.Type) throws {
            let body = try Body(wire: Body.Wire(jsonString: vector.text("fields")))
            let key = try PrivateKey(seed: vector.bytes("seed"))
            let envelope = try SignedEnvelope.sign(body.encoded(), domain: Body.domain, vendor: vector.text("vendor"), with: key)
            #expect(try envelope == vector.message().envelope)
        }
        try sign(Self.body(of: vector.text("domain")))
    }
}
