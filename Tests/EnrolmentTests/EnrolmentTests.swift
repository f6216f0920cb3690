import Cryptography
import Foundation
import Messages
import Primitives
import SignedObjects
import SwiftProtobuf
import Testing

@testable import Enrolment

/// What a client checks before it says its code, and before it believes its certificate.
@Suite struct EnrolmentTests {
    static let vendor = "vendor"
    let time = Timestamp(milliseconds: 1_800_000_000_000)
    let root: PrivateKey
    let authorities: [PeerRole: CertificateAuthority]
    let code: EnrolmentCode
    let server: Certificate

    init() throws {
        let time = self.time
        root = try PrivateKey.generate()
        authorities = try Dictionary(
            uniqueKeysWithValues: PeerRole.allCases.map { role in
                (
                    role,
                    try CertificateAuthority.create(
                        name: role.rawValue, vendor: Self.vendor, role: role, from: time - .seconds(60),
                        to: time + .seconds(86_400 * 365))
                )
            })
        code = EnrolmentCode.random(root: root.publicKey)
        server = try Self.issue(authorities, .relay, "rly_1", try PrivateKey.generate().publicKey, at: time)
    }

    private static func issue(
        _ authorities: [PeerRole: CertificateAuthority], _ role: PeerRole, _ id: String, _ key: PublicKey, at time: Timestamp
    ) throws -> Certificate {
        let name = try #require(PeerName(vendor: vendor, role: role, id: id))
        return try #require(authorities[role]).issue(
            publicKey: key, name: name, from: time - .seconds(60), to: time + .seconds(86_400))
    }

    private func reply(signedBy key: PrivateKey? = nil, root shown: PublicKey? = nil) throws -> WireBundleReply {
        let bundle = try TrustBundle(
            version: 1, vendor: Self.vendor, vendorName: "Padra",
            authorities: authorities.map { .init(role: $0.key, certificate: $0.value.certificate) },
            relayKeys: [try PrivateKey.generate().publicKey], logKeys: [try PrivateKey.generate().publicKey], issued: time)
        let signed = try SignedObject<TrustBundle>.sign(bundle, by: SigningIdentity(key: key ?? root, vendor: Self.vendor))
        return WireBundleReply.with {
            $0.bundle = signed.message.envelope.wire
            $0.rootKey = Data((shown ?? key?.publicKey ?? root.publicKey).bytes)
        }
    }

    private func code(of body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Failure)?.code.rawValue ?? "\(error)"
        }
    }

    @Test func `the root is the one that the code names, it signed the bundle, and the bundle vouches for the server`() throws {
        let introduction = try VendorIntroduction(reply(), code: code, server: server, at: time)
        #expect(introduction.root == root.publicKey)
        #expect(introduction.name == Self.vendor)
    }

    @Test func `a relay that was taken over on that day cannot choose the pins`() throws {
        let attacker = try PrivateKey.generate()
        let chosen = try reply(signedBy: attacker)
        #expect(code { _ = try VendorIntroduction(chosen, code: code, server: server, at: time) } == "enrolment.wrong-root")
        // The right root is shown, but another key signed.
        let forged = try reply(signedBy: attacker, root: root.publicKey)
        #expect(code { _ = try VendorIntroduction(forged, code: code, server: server, at: time) } == "envelope.wrong-key")
    }

    @Test func `a server that the bundle does not vouch for hears no code`() throws {
        let own = try CertificateAuthority.create(
            name: "relay", vendor: Self.vendor, role: .relay, from: time - .seconds(60), to: time + .seconds(86_400 * 365))
        let foreign = try Self.issue([.relay: own], .relay, "rly_1", try PrivateKey.generate().publicKey, at: time)
        let machine = try Self.issue(
            authorities, .machine, MachineID.random().description, try PrivateKey.generate().publicKey, at: time)
        let bundle = try reply()
        #expect(
            code { _ = try VendorIntroduction(bundle, code: code, server: foreign, at: time) }?.hasPrefix("certificate.") == true)
        #expect(code { _ = try VendorIntroduction(bundle, code: code, server: machine, at: time) } == "certificate.wrong-name")
        let later = time + .seconds(86_400)
        #expect(code { _ = try VendorIntroduction(bundle, code: code, server: server, at: later) } == "certificate.expired")
    }

    @Test func `the answer is for this key, this role and this id`() throws {
        let vendor = try VendorIntroduction(reply(), code: code, server: server, at: time)
        let key = try PrivateKey.generate().publicKey
        let id = MachineID.random().description
        let certificate = try Self.issue(authorities, .machine, id, key, at: time)
        func judge(_ change: (inout WireEnrolReply) -> Void = { _ in }, role: PeerRole = .machine, key other: PublicKey? = nil)
            -> String?
        {
            code {
                var answer = WireEnrolReply.with {
                    $0.id = id
                    $0.certificate = Data(certificate.der)
                }
                change(&answer)
                _ = try EnrolmentResult(answer, vendor: vendor, role: role, key: other ?? key, at: time)
            }
        }
        #expect(judge() == nil)
        #expect(judge({ $0.id = MachineID.random().description }) == "enrolment.wrong-answer")
        #expect(judge({ $0.id = TechnicianID.random().description }) == "enrolment.wrong-answer")
        #expect(judge({ $0.certificate = Data() }) == "enrolment.wrong-answer")
        #expect(judge(role: .technician) == "enrolment.wrong-answer")
        let stranger = try PrivateKey.generate().publicKey
        #expect(judge(key: stranger) == "enrolment.wrong-answer")
        #expect(judge({ $0.certificate = Data([1, 2, 3]) }) == "certificate.malformed")
    }

    @Test func `a technician waits, with check words of its own key`() throws {
        let vendor = try VendorIntroduction(reply(), code: code, server: server, at: time)
        let key = try PrivateKey.generate().publicKey
        let answer = WireEnrolReply.with {
            $0.id = TechnicianID.random().description
            $0.pending = true
            $0.checkWords = "what the relay says"
        }
        let result = try EnrolmentResult(answer, vendor: vendor, role: .technician, key: key, at: time)
        guard case .pending = result.state else {
            Issue.record("issued")
            return
        }
        #expect(result.checkWords == CheckWords.text(forKey: key.id))
    }
}
