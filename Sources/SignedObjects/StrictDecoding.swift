import FoundationEssentials
import Primitives
import SwiftProtobuf

/// Reads a message that was signed: nothing in it may go unnoticed (design of trust, "Signed objects").
enum StrictDecoding {
    /// Nesting of our deepest signed message, with room: the rest is an attack on the stack (H33).
    static let depthLimit = 8

    /// - Throws: `object.malformed` where it does not parse (truncation, wrong type, bad UTF-8, depth), or is not the plain encoding of what it
    ///   says: a field twice, two of a oneof, a default spelled out, a number with spare bytes. `object.unknown-field` where a field
    ///   is unknown at any depth.
    static func decode<Wire: Message & Equatable>(_ bytes: [UInt8], as type: Wire.Type, object: String) throws(Failure) -> Wire {
        var keeping = BinaryDecodingOptions()
        keeping.messageDepthLimit = depthLimit
        var discarding = keeping
        discarding.discardUnknownFields = true
        let message: Wire
        let known: Wire
        let plainSize: Int
        do {
            message = try Wire(serializedBytes: bytes, options: keeping)
            known = try Wire(serializedBytes: bytes, options: discarding)
            plainSize = try (message.serializedBytes() as [UInt8]).count
        } catch {
            throw Failure(.objectMalformed, ["object": object, "reason": "\(error)"], cause: error)
        }
        guard message == known else { throw Failure(.objectUnknownField, ["object": object]) }
        guard plainSize == bytes.count else { throw Failure(.objectMalformed, ["object": object, "reason": "not plain"]) }
        return message
    }
}
