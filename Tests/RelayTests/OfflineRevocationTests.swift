import Authorities
import Cryptography
import Foundation
import Primitives
import SignedObjects
import Testing

/// The list that the offline key signs, when the relay that shows the last one is not to be believed.
@Suite struct OfflineRevocationTests {
    private let path = NSTemporaryDirectory() + "/hamyar-authority-\(UUID().uuidString)"
    private let now = Timestamp(milliseconds: 1_800_000_000_000)

    private func key(_ number: UInt8) -> KeyID { Digest.of([number]) }

    @Test func `a relay that hides a list does not make the next one forget it`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let authority = try AuthorityDirectory.create(at: path, vendor: "padra", now: now)
        let first = try authority.revoke(key(1), reason: "lost", known: nil, at: now)
        #expect(first.body.number == 1)
        let second = try AuthorityDirectory.load(from: path).revoke(key(2), reason: "left", known: nil, at: now)
        #expect(second.body.number == 2)
        #expect(second.body.revoked.map(\.key) == [key(1), key(2)])
        // What another directory's copy signed meanwhile counts, too.
        let elsewhere = try authority.sign(
            RevocationList(number: 5, revoked: [.init(key: key(3), time: now, reason: "")], issued: now))
        let third = try authority.revoke(key(2), reason: "again", known: elsewhere.body, at: now)
        #expect(third.body.number == 6)
        #expect(Set(third.body.revoked.map(\.key)) == [key(1), key(2), key(3)])
        #expect(try authority.revocations() == third)
    }

    @Test func `a key leaves the list when its certificates have long ended`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let authority = try AuthorityDirectory.create(at: path, vendor: "padra", now: now)
        _ = try authority.revoke(key(1), reason: "lost", known: nil, at: now)
        let kept = try authority.revoke(key(2), reason: "", known: nil, at: now + AuthorityDirectory.revocationLife - .seconds(1))
        #expect(kept.body.revoked.count == 2)
        let left = try authority.revoke(key(3), reason: "", known: nil, at: now + AuthorityDirectory.revocationLife)
        #expect(left.body.revoked.map(\.key) == [key(2), key(3)])
    }
}
