package import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
import Sessions
import SwiftProtobuf

/// A new key asks to be certified (`hamyar/enrolment/1`, signed by that key).
package struct Enrolment: Hashable, Sendable {
    /// Characters of a host's or a technician's name.
    package static let nameCharacters = 100

    /// `EnrolmentCode.secret`.
    package let codeSecret: [UInt8]
    package let publicKey: PublicKey
    /// Technician or machine.
    package let role: PeerRole
    package let name: String
    package let time: Timestamp

    package init(codeSecret: [UInt8], publicKey: PublicKey, role: PeerRole, name: String, time: Timestamp) throws(Failure) {
        guard codeSecret.count == EnrolmentCode.secretByteCount else { throw FieldReading.bad("code_secret") }
        guard role != .relay else { throw FieldReading.bad("role") }
        guard (1...Self.nameCharacters).contains(name.unicodeScalars.count), !DisplayText.isSteering(name) else {
            throw FieldReading.bad("name")
        }
        self.codeSecret = codeSecret
        self.publicKey = publicKey
        self.role = role
        self.name = name
        self.time = time
    }
}

extension Enrolment: SelfSigned {
    package static var domain: Domain { .enrolment }

    package init(wire: WireEnrolment) throws(Failure) {
        guard let role = PeerRole(rawValue: wire.role) else { throw FieldReading.bad("role") }
        try self.init(
            codeSecret: Array(wire.codeSecret), publicKey: FieldReading.key(wire.publicKey, "public_key"), role: role,
            name: wire.name,
            time: Timestamp(milliseconds: wire.time))
    }

    package var wire: WireEnrolment {
        WireEnrolment.with {
            $0.codeSecret = Data(codeSecret)
            $0.publicKey = Data(publicKey.bytes)
            $0.role = role.rawValue
            $0.name = name
            $0.time = time.milliseconds
        }
    }
}

/// A key asks to be certified again (`hamyar/renewal/1`, signed by that key).
package struct Renewal: Hashable, Sendable {
    package let publicKey: PublicKey
    package let time: Timestamp

    package init(publicKey: PublicKey, time: Timestamp) {
        self.publicKey = publicKey
        self.time = time
    }
}

extension Renewal: SelfSigned {
    package static var domain: Domain { .renewal }

    package init(wire: WireRenewal) throws(Failure) {
        try self.init(publicKey: FieldReading.key(wire.publicKey, "public_key"), time: Timestamp(milliseconds: wire.time))
    }

    package var wire: WireRenewal {
        WireRenewal.with {
            $0.publicKey = Data(publicKey.bytes)
            $0.time = time.milliseconds
        }
    }
}
