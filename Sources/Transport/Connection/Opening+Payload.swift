import Foundation
import Messages
import Multiplexing
import NIOCore
import Primitives
import SwiftProtobuf

/// The payload of OPEN (Protocol/channel.proto).
extension Opening {
    /// Throws message.too-large.
    func payload() throws -> ByteBuffer {
        guard method.utf8.count <= ConnectionLimits.methodLength,
            parameters.readableBytes <= ConnectionLimits.parametersLength
        else {
            throw Failure(
                .messageTooLarge,
                ["length": "\(parameters.readableBytes)", "limit": "\(ConnectionLimits.parametersLength)"])
        }
        var open = WireOpen()
        open.method = method
        open.bulk = bulk
        open.parameters = Data(parameters.readableBytesView)
        return ByteBuffer(bytes: try open.serializedBytes() as [UInt8])
    }

    /// Throws when the bytes are no opening, or its method has no name of lower-case letters, digits, `.`, `-`, `_`.
    init(parsing payload: ByteBuffer) throws {
        let open = try WireOpen(serializedBytes: Array(payload.readableBytesView))
        let isName = open.method.utf8.allSatisfy { byte in
            (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || [0x2d, 0x2e, 0x5f].contains(byte)
        }
        guard !open.method.isEmpty, open.method.utf8.count <= ConnectionLimits.methodLength, isName,
            open.parameters.count <= ConnectionLimits.parametersLength
        else { throw Failure(.messageInvalid, ["type": "Open"]) }
        self.init(method: open.method, bulk: open.bulk, parameters: ByteBuffer(bytes: open.parameters))
    }
}
