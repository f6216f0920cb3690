package import Cryptography
package import Primitives
package import SwiftProtobuf

/// A value that travels as the body of a signed object: its domain, and its shape in Protocol/signed.proto.
package protocol SignedBody: Hashable, Sendable {
    associatedtype Wire: Message, Equatable, Sendable

    static var domain: Domain { get }

    /// - Throws: `object.field` where a value is missing or outside its range, `object.unknown-field` for an unknown enum value.
    init(wire: Wire) throws(Failure)

    var wire: Wire { get }

    /// Until when the object asks for effects, where the signer's certificate must last as long; nil elsewhere.
    var lastUse: Timestamp? { get }
}

extension SignedBody {
    package var lastUse: Timestamp? { nil }

    /// Reads a body that was verified, strictly.
    package init(bytes: [UInt8]) throws(Failure) {
        try self.init(wire: StrictDecoding.decode(bytes, as: Wire.self, object: Self.domain.rawValue))
    }

    func encoded() throws(Failure) -> [UInt8] {
        do {
            return try wire.serializedBytes()
        } catch {
            throw Failure(.objectMalformed, ["object": Self.domain.rawValue], cause: error)
        }
    }
}

/// A body that its side may sign as it is. A grant is none: only an `ApprovedRequest` is signed into one.
package protocol FreelySigned: SignedBody {}
