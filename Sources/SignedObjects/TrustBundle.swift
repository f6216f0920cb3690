package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
import SwiftProtobuf

/// Whom a vendor's programs trust (`hamyar/trust-bundle/1`, signed by the vendor root).
package struct TrustBundle: Hashable, Sendable {
    /// Characters of the vendor's name for people.
    package static let nameCharacters = 100
    /// Authorities, relay keys and log keys each: one in use, one to come, with room.
    package static let keyLimit = 16

    /// An authority's self-signed certificate and whom it vouches for.
    package struct Authority: Hashable, Sendable {
        package let role: PeerRole
        package let certificate: Certificate

        package init(role: PeerRole, certificate: Certificate) {
            self.role = role
            self.certificate = certificate
        }
    }

    /// From 1; agents never accept a lower one than they have seen.
    package let version: UInt64
    package let vendor: String
    package let vendorName: String
    package let authorities: [Authority]
    /// They sign verdicts and activations.
    package let relayKeys: [PublicKey]
    /// They sign the relay's checkpoints.
    package let logKeys: [PublicKey]
    /// TUF root metadata, when releases exist.
    package let releaseRoot: [UInt8]
    /// The revocation list must be at least this one.
    package let revocationNumber: UInt64
    package let issued: Timestamp

    /// - Throws: `object.field`; `trust.incomplete` without an authority of each role or without keys.
    package init(
        version: UInt64, vendor: String, vendorName: String, authorities: [Authority], relayKeys: [PublicKey],
        logKeys: [PublicKey],
        releaseRoot: [UInt8] = [], revocationNumber: UInt64 = 0, issued: Timestamp
    ) throws(Failure) {
        guard version > 0 else { throw FieldReading.bad("version") }
        guard PeerName.isVendor(vendor) else { throw FieldReading.bad("vendor") }
        guard (1...Self.nameCharacters).contains(vendorName.unicodeScalars.count) else { throw FieldReading.bad("vendor_name") }
        guard [authorities.count, relayKeys.count, logKeys.count].allSatisfy({ $0 <= Self.keyLimit }) else {
            throw FieldReading.bad("keys")
        }
        for role in PeerRole.allCases where !authorities.contains(where: { $0.role == role }) {
            throw Failure(.trustIncomplete, ["role": role.rawValue])
        }
        guard !relayKeys.isEmpty, !logKeys.isEmpty else { throw Failure(.trustIncomplete, ["role": "keys"]) }
        self.version = version
        self.vendor = vendor
        self.vendorName = vendorName
        self.authorities = authorities
        self.relayKeys = relayKeys
        self.logKeys = logKeys
        self.releaseRoot = releaseRoot
        self.revocationNumber = revocationNumber
        self.issued = issued
    }

    package func authorities(of role: PeerRole) -> [Certificate] {
        authorities.filter { $0.role == role }.map(\.certificate)
    }

    /// Verifies a bundle with the pinned root.
    ///
    /// - Parameter vendor: nil at enrolment, when the root is pinned and the vendor is learnt from the bundle.
    /// - Throws: `envelope`, `object` and `trust.incomplete` codes.
    package static func open(_ envelope: SignedEnvelope, root: PublicKey, vendor: String? = nil) throws -> SignedObject<
        TrustBundle
    > {
        let object = try SignedObject<TrustBundle>.open(
            SignedMessage(envelope: envelope), vendor: vendor ?? envelope.vendor, key: root)
        guard object.body.vendor == envelope.vendor else { throw FieldReading.bad("vendor") }
        return object
    }
}

extension TrustBundle: FreelySigned {
    package static var domain: Domain { .trustBundle }

    package init(wire: WireTrustBundle) throws(Failure) {
        var authorities: [Authority] = []
        for authority in wire.authorities.prefix(Self.keyLimit + 1) {
            guard let role = PeerRole(rawValue: authority.role) else {
                throw Failure(.objectUnknownField, ["field": "authority.role"])
            }
            guard let certificate = try? Certificate(der: Array(authority.certificate)) else {
                throw FieldReading.bad("authority.certificate")
            }
            authorities.append(Authority(role: role, certificate: certificate))
        }
        try self.init(
            version: wire.version, vendor: wire.vendor, vendorName: wire.vendorName, authorities: authorities,
            relayKeys: Self.keys(wire.relayKeys, "relay_keys"), logKeys: Self.keys(wire.logKeys, "log_keys"),
            releaseRoot: Array(wire.releaseRoot), revocationNumber: wire.revocationNumber,
            issued: Timestamp(milliseconds: wire.issued))
    }

    package var wire: WireTrustBundle {
        WireTrustBundle.with {
            $0.version = version
            $0.vendor = vendor
            $0.vendorName = vendorName
            $0.authorities = authorities.map { authority in
                WireAuthority.with {
                    $0.role = authority.role.rawValue
                    $0.certificate = Data(authority.certificate.der)
                }
            }
            $0.relayKeys = relayKeys.map { Data($0.bytes) }
            $0.logKeys = logKeys.map { Data($0.bytes) }
            $0.releaseRoot = Data(releaseRoot)
            $0.revocationNumber = revocationNumber
            $0.issued = issued.milliseconds
        }
    }

    private static func keys(_ wire: [Data], _ field: String) throws(Failure) -> [PublicKey] {
        var keys: [PublicKey] = []
        for key in wire.prefix(keyLimit + 1) { keys.append(try FieldReading.key(key, field)) }
        return keys
    }
}
