import Cryptography
import Entitlement
import Foundation
import Primitives
import Storage
import Testing

@testable import RelayStorage

@Suite struct EnrolmentTests {
    let relay: RelayUnderTest
    let secret: [UInt8] = Array("k3JP-very-secret".utf8)
    let key: PublicKey
    let record: EnrolmentCodeRecord

    init() throws {
        relay = try RelayUnderTest()
        key = try PrivateKey.generate().publicKey
        record = EnrolmentCodeRecord(
            id: .random(), secretHash: Digest.of(secret), subject: .machine(relay.customer, contract: nil),
            organisation: relay.organisation, created: relay.start, expires: relay.start + .seconds(60))
        try relay.database.write { [record] in try $0.enrolmentCodes.insert(record) }
    }

    private func redeem(_ secret: [UInt8], role: PeerRole = .machine, by key: PublicKey, after: Duration = .zero) throws
        -> EnrolmentCodeRecord
    {
        try relay.database.write {
            try $0.enrolmentCodes.redeem(secretHash: Digest.of(secret), role: role, by: key, at: relay.start + after)
        }
    }

    @Test func `a code is for the first key, and for the same key again until it expires`() throws {
        #expect(try redeem(secret, by: key).usedBy == nil)
        #expect(try redeem(secret, by: key, after: .seconds(59)).usedBy == key)
        #expect(try redeem(secret, by: key).subject == record.subject)
        let other = try PrivateKey.generate().publicKey
        #expect(code { try redeem(secret, by: other) } == .enrolmentUsed)
        #expect(code { try redeem(secret, by: key, after: .seconds(60)) } == .enrolmentExpired)
    }

    @Test func `a wrong secret and a wrong role are unknown`() throws {
        #expect(code { try redeem([1], by: key) } == .enrolmentUnknown)
        #expect(code { try redeem(secret, role: .technician, by: key) } == .enrolmentUnknown)
    }

    @Test func `an expired code burns nothing and goes after its retention`() throws {
        #expect(code { try redeem(secret, by: key, after: .seconds(61)) } == .enrolmentExpired)
        #expect(try redeem(secret, by: key).usedBy == nil)
        let late = record.expires + EnrolmentCodes.retention
        #expect(try relay.database.write { try $0.enrolmentCodes.sweep(at: late) } == 0)
        #expect(try relay.database.write { try $0.enrolmentCodes.sweep(at: late + .milliseconds(1)) } == 1)
    }

    @Test func `the secret is nowhere in the files`() throws {
        _ = try redeem(secret, by: key)
        for suffix in ["", "-wal"] {
            let content = try Data(contentsOf: URL(fileURLWithPath: relay.path + suffix))
            #expect(content.range(of: Data(secret)) == nil)
        }
    }
}
