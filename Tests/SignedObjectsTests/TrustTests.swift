import AuditLog
import Cryptography
import Messages
import Primitives
import Sessions
import SwiftProtobuf
import Testing

@testable import SignedObjects

struct TrustTests {
    let parties: Parties

    init() throws {
        parties = try Parties()
    }

    @Test func aBundleIsTheRootsAndNamesItsVendor() throws {
        let other = try PrivateKey.generate()
        #expect(code { try Trust(root: other.publicKey, bundle: parties.bundle, list: nil) } == "envelope.wrong-key")
        #expect(
            code { try Trust(root: parties.root.publicKey, bundle: parties.bundle(root: other), list: nil) }
                == "envelope.wrong-key")
        let foreign = try Parties.bundle(
            parties.authorities, root: parties.root, relay: parties.relay.key, log: parties.log, vendor: "another")
        #expect(code { try Trust(root: parties.root.publicKey, bundle: foreign, list: nil) } == "object.field")
        #expect(
            code { try Trust(root: parties.root.publicKey, bundle: parties.bundle, list: nil, vendor: "acme") }
                == "envelope.wrong-vendor")
        #expect(parties.trust.vendor == "padra")
    }

    @Test func bundlesAndListsOnlyRise() throws {
        let second = try parties.trust.updated(bundle: parties.bundle(version: 2), list: parties.list(5))
        #expect(second.bundle.body.version == 2 && second.list?.body.number == 5)
        #expect(try second.updated(bundle: parties.bundle(version: 2), list: nil).bundle.digest == second.bundle.digest)
        #expect(try second.updated(bundle: nil, list: nil).list?.body.number == 5)
        #expect(code { try second.updated(bundle: parties.bundle(version: 1), list: nil) } == "trust.older")
        #expect(code { try second.updated(bundle: parties.bundle(version: 2, name: "Padrah"), list: nil) } == "trust.conflict")
        #expect(code { try second.updated(bundle: nil, list: parties.list(4)) } == "trust.older")
        #expect(
            code { try second.updated(bundle: nil, list: parties.list(5, revoked: [parties.log.publicKey.id])) }
                == "trust.conflict")
        #expect(
            code { try second.updated(bundle: parties.bundle(version: 3, revocationNumber: 6), list: nil) }
                == "trust.list-missing")
        let third = try second.updated(bundle: parties.bundle(version: 3, revocationNumber: 6), list: parties.list(6))
        #expect(third.list?.body.number == 6)
        #expect(code { try second.updated(bundle: nil, list: parties.list(9, by: .machine)) } == "trust.unknown-signer")
    }

    @Test func aTechniciansObjectIsVerifiedFromCertificateToBody() throws {
        let message = try parties.request()
        let object: SignedObject<Request> = try parties.trust.open(message, from: .technician, at: Parties.now)
        #expect(object.body.technician == parties.technicianID)
        #expect(object.digest == message.digest)
        #expect(object.verified.signer.key == parties.technician.key.publicKey.id)
        #expect(object.verified.signer.name?.id == parties.technicianID.description)
        let stored = try SignedMessage(bytes: message.bytes)
        #expect(stored == message)
        #expect(
            code { try parties.trust.open(message, as: Request.self, from: .machine, at: Parties.now) }
                == "certificate.wrong-name")
        let late = Parties.now + Parties.day * 31
        #expect(code { try parties.trust.open(message, as: Request.self, from: .technician, at: late) } == "certificate.expired")
        #expect(try parties.trust.reopen(message, as: Request.self, from: .technician) == object)
        let bare = SignedMessage(envelope: message.envelope)
        #expect(
            code { try parties.trust.open(bare, as: Request.self, from: .technician, at: Parties.now) } == "certificate.absent")
        let revoked = try parties.trust.updated(
            bundle: nil, list: parties.list(1, revoked: [parties.technician.key.publicKey.id]))
        #expect(code { try revoked.open(message, as: Request.self, from: .technician, at: Parties.now) } == "certificate.revoked")
        #expect(code { try parties.trust.openRelays(message, as: Request.self) } == "trust.unknown-signer")
        let swapped = SignedMessage(envelope: message.envelope, certificate: try #require(parties.machine.certificate).der)
        #expect(
            code { try parties.trust.open(swapped, as: Request.self, from: .machine, at: Parties.now) } == "envelope.wrong-key")
    }

    @Test func anOperationEndsWithItsSignersCertificate() throws {
        let request = try parties.request().digest
        let end = try #require(parties.technician.certificate).notAfter
        _ = try parties.trust.open(
            parties.operation(request, notAfter: end), as: Operation.self, from: .technician, at: Parties.now)
        let code = code {
            try parties.trust.open(
                parties.operation(request, notAfter: end + .milliseconds(1)), as: Operation.self, from: .technician,
                at: Parties.now)
        }
        #expect(code == "trust.outlives-certificate")
    }

    @Test func `H35 an object of one domain is none of another`() throws {
        let message = try parties.request()
        #expect(
            code { try parties.trust.open(message, as: Operation.self, from: .technician, at: Parties.now) }
                == "envelope.wrong-domain")
        #expect(
            code { try parties.trust.open(message, as: End.self, from: .technician, at: Parties.now) } == "envelope.wrong-domain")
        let renamed = SignedEnvelope(
            domain: .end, vendor: message.envelope.vendor, keyID: message.envelope.keyID, body: message.envelope.body,
            signature: message.envelope.signature)
        let forged = SignedMessage(envelope: renamed, certificate: message.certificate)
        #expect(
            code { try parties.trust.open(forged, as: End.self, from: .technician, at: Parties.now) } == "envelope.bad-signature")
    }

    @Test func checkpointsAreSignedByTheirLogsKey() throws {
        var head = LogHead()
        _ = try head.append(time: Parties.now, kind: .logOpened, payload: [], salt: [UInt8](repeating: 1, count: 16))
        let identity = SigningIdentity(key: parties.log, vendor: Parties.vendor)
        let checkpoint = head.checkpoint(log: parties.log.publicKey.id, time: Parties.now)
        let message = try SignedObject.sign(checkpoint, by: identity).message
        #expect(try parties.trust.openRelaysCheckpoint(message).body == checkpoint)
        let lying = try SignedObject.sign(head.checkpoint(log: parties.root.publicKey.id, time: Parties.now), by: identity)
            .message
        #expect(code { try parties.trust.openRelaysCheckpoint(lying) } == "object.field")
        let foreign = try SignedObject.sign(checkpoint, by: parties.relay).message
        #expect(code { try parties.trust.openRelaysCheckpoint(foreign) } == "trust.unknown-signer")
    }

    @Test func aNewKeyProvesItself() throws {
        let key = try PrivateKey.generate()
        let identity = SigningIdentity(key: key, vendor: Parties.vendor)
        let body = try Enrolment(
            codeSecret: [UInt8](repeating: 3, count: EnrolmentCode.secretByteCount), publicKey: key.publicKey, role: .machine,
            name: "till-1", time: Parties.now)
        let envelope = try SignedObject.sign(body, by: identity).message.envelope
        #expect(try Enrolment.open(envelope, vendor: Parties.vendor).body == body)
        #expect(code { try Enrolment.open(envelope, vendor: "acme") } == "envelope.wrong-vendor")
        #expect(code { try Renewal.open(envelope, vendor: Parties.vendor) } == "envelope.wrong-domain")
        // Another's key in the body cannot be signed for.
        let stolen = Renewal(publicKey: parties.root.publicKey, time: Parties.now)
        let bytes = try stolen.encoded()
        let forged = try SignedEnvelope.sign(bytes, domain: .renewal, vendor: Parties.vendor, with: key)
        #expect(code { try Renewal.open(forged, vendor: Parties.vendor) } == "envelope.wrong-key")
    }

    @Test func aManifestIsTheOneThatWasSigned() throws {
        let manifest = try SignedManifest(.with { $0.blockSize = 1 << 20 })
        #expect(try SignedManifest(bytes: manifest.bytes, expected: manifest.digest).manifest.blockSize == 1 << 20)
        #expect(
            code { try SignedManifest(bytes: manifest.bytes + [0], expected: manifest.digest) } == "operation.manifest-differs")
        let unknown: [UInt8] = manifest.bytes + [0x78, 0x01]
        #expect(code { try SignedManifest(bytes: unknown, expected: Digest.of(unknown)) } == "object.unknown-field")
    }
}
