package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
import SwiftProtobuf

/// The keys that are no longer trusted (`hamyar/revocation-list/1`, signed by the technician authority's key). Numbered; never falls.
package struct RevocationList: Hashable, Sendable {
    /// Keys of one list.
    package static let revokedLimit = 700
    /// Bytes of one list: it travels in a message of 64 KiB, together with the bundle. Keys leave it when their certificates have
    /// long ended (`AuthorityDirectory.revocationLife`), so this bounds how many are revoked in a season.
    package static let listBytes = 40 * 1024
    /// Bytes of an entry beside its reason: key, time, and their headers.
    private static let entryBytes = 48
    /// Characters of a reason.
    package static let reasonCharacters = 200

    package struct Entry: Hashable, Sendable {
        package let key: KeyID
        package let time: Timestamp
        package let reason: String

        package init(key: KeyID, time: Timestamp, reason: String) {
            self.key = key
            self.time = time
            self.reason = reason
        }
    }

    /// From 1.
    package let number: UInt64
    package let revoked: [Entry]
    package let issued: Timestamp

    package init(number: UInt64, revoked: [Entry], issued: Timestamp) throws(Failure) {
        guard number > 0 else { throw FieldReading.bad("number") }
        guard revoked.count <= Self.revokedLimit else { throw FieldReading.bad("revoked") }
        guard revoked.allSatisfy({ $0.reason.unicodeScalars.count <= Self.reasonCharacters }) else {
            throw FieldReading.bad("reason")
        }
        guard revoked.reduce(0, { $0 + Self.entryBytes + $1.reason.utf8.count }) <= Self.listBytes else {
            throw FieldReading.bad("revoked")
        }
        self.number = number
        self.revoked = revoked
        self.issued = issued
    }

    package var revocations: Revocations { Revocations(keys: Set(revoked.map(\.key))) }
}

extension RevocationList: FreelySigned {
    package static var domain: Domain { .revocationList }

    package init(wire: WireRevocationList) throws(Failure) {
        var revoked: [Entry] = []
        for entry in wire.revoked.prefix(Self.revokedLimit + 1) {
            revoked.append(
                Entry(
                    key: try FieldReading.digest(entry.keyID, "revoked.key_id"), time: Timestamp(milliseconds: entry.time),
                    reason: entry.reason))
        }
        try self.init(number: wire.number, revoked: revoked, issued: Timestamp(milliseconds: wire.issued))
    }

    package var wire: WireRevocationList {
        WireRevocationList.with {
            $0.number = number
            $0.revoked = revoked.map { entry in
                WireRevokedCertificate.with {
                    $0.keyID = Data(entry.key.bytes)
                    $0.time = entry.time.milliseconds
                    $0.reason = entry.reason
                }
            }
            $0.issued = issued.milliseconds
        }
    }
}
