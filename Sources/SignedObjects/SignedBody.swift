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

    /// Reads a body that was verified, strictly: what it was read into must say all that the bytes say.
    ///
    /// So a field of signed.proto that a body forgot to map, or a scope word in other than its canonical form, is refused too.
    package init(bytes: [UInt8]) throws(Failure) {
        let wire = try StrictDecoding.decode(bytes, as: Wire.self, object: Self.domain.rawValue)
        try self.init(wire: wire)
        guard self.wire == wire else {
            throw Failure(.objectMalformed, ["object": Self.domain.rawValue, "reason": "not canonical"])
        }
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
