import Cryptography
import Messages
import Primitives
import SwiftProtobuf
import Testing

@testable import SignedObjects

/// Each limit of bundles, lists and bodies, at it and one above.
struct LimitTests {
    private let parties: Parties

    init() throws {
        parties = try Parties()
    }

    private func bundle(name: Int = 5, keys: Int = 1, logs: Int = 1, authorities extra: Int = 0) throws -> TrustBundle {
        let authorities = try PeerRole.allCases.map { role in
            TrustBundle.Authority(role: role, certificate: try #require(parties.authorities[role]).certificate)
        }
        return try TrustBundle(
            version: 1, vendor: Parties.vendor, vendorName: String(repeating: "x", count: name),
            authorities: authorities + Array(repeating: authorities[0], count: extra),
            relayKeys: Array(repeating: parties.relay.key.publicKey, count: keys),
            logKeys: Array(repeating: parties.log.publicKey, count: logs), issued: Parties.now)
    }

    @Test func `a bundle's name, keys and authorities`() throws {
        _ = try bundle(name: TrustBundle.nameCharacters)
        #expect(code { try bundle(name: TrustBundle.nameCharacters + 1) } == "object.field")
        _ = try bundle(keys: TrustBundle.keyLimit, logs: TrustBundle.keyLimit)
        #expect(code { try bundle(keys: TrustBundle.keyLimit + 1) } == "object.field")
        #expect(code { try bundle(logs: TrustBundle.keyLimit + 1) } == "object.field")
        _ = try bundle(authorities: TrustBundle.keyLimit - PeerRole.allCases.count)
        #expect(code { try bundle(authorities: TrustBundle.keyLimit - PeerRole.allCases.count + 1) } == "object.field")
    }

    @Test func `a revocation list's keys and reasons, as values and as bytes`() throws {
        func list(_ count: Int, reason: Int = 4) throws -> RevocationList {
            let entry = RevocationList.Entry(
                key: parties.log.publicKey.id, time: Parties.now, reason: String(repeating: "x", count: reason))
            return try RevocationList(number: 1, revoked: Array(repeating: entry, count: count), issued: Parties.now)
        }
        let longest = try list(RevocationList.revokedLimit)
        #expect(code { try list(RevocationList.revokedLimit + 1) } == "object.field")
        var wire = longest.wire
        #expect(try RevocationList(wire: wire) == longest)
        wire.revoked.append(wire.revoked[0])
        #expect(code { try RevocationList(wire: wire) } == "object.field")
        _ = try list(1, reason: RevocationList.reasonCharacters)
        #expect(code { try list(1, reason: RevocationList.reasonCharacters + 1) } == "object.field")
    }

    @Test func `a revocation list fits one message`() throws {
        func list(_ count: Int, reason: Int) throws -> RevocationList {
            let entry = RevocationList.Entry(
                key: parties.log.publicKey.id, time: Parties.now, reason: String(repeating: "x", count: reason))
            return try RevocationList(number: 1, revoked: Array(repeating: entry, count: count), issued: Parties.now)
        }
        // 512 entries of 80 bytes are 40 KiB.
        let longest = try list(512, reason: 32)
        #expect(try (longest.wire.serializedBytes() as [UInt8]).count <= RevocationList.listBytes)
        #expect(code { try list(512, reason: 33) } == "object.field")
    }

    @Test func `H33 nesting at the limit and one deeper`() throws {
        /// Groups of field 100, closed, one within the other.
        func nested(_ depth: Int) -> [UInt8] {
            Array(repeating: [0xa3, 0x06] as [UInt8], count: depth).flatMap { $0 }
                + Array(repeating: [0xa4, 0x06] as [UInt8], count: depth).flatMap { $0 }
        }
        func read(_ depth: Int) -> String? {
            code { try StrictDecoding.decode(nested(depth), as: WireEmpty.self, object: "test") }
        }
        // The message itself is the first level. What is not too deep is still unknown.
        #expect(read(StrictDecoding.depthLimit - 1) == "object.unknown-field")
        #expect(read(StrictDecoding.depthLimit) == "object.malformed")
    }
}
