import Messages
import Multiplexing
import NIOCore
import Primitives
import SwiftProtobuf
import Testing

@testable import Transport

/// What a peer may say in an opening, an error or an address, at the limit and one above.
@Suite struct LimitTests {
    private func opening(method: Int = 4, parameters: Int = 0) -> Opening {
        Opening(
            method: String(repeating: "m", count: method), bulk: true, parameters: ByteBuffer(repeating: 1, count: parameters))
    }

    @Test func `an opening's method and parameters, on both sides`() throws {
        for fits in [
            opening(method: ConnectionLimits.methodLength), opening(parameters: ConnectionLimits.parametersLength),
        ] {
            #expect(try Opening(parsing: fits.payload()).method == fits.method)
        }
        #expect(throws: Failure.self) { try opening(method: ConnectionLimits.methodLength + 1).payload() }
        #expect(throws: Failure.self) { try opening(parameters: ConnectionLimits.parametersLength + 1).payload() }
        func received(_ method: Int, _ parameters: Int) throws -> Opening {
            let open = WireOpen.with {
                $0.method = String(repeating: "m", count: method)
                $0.parameters = .init(repeating: 1, count: parameters)
            }
            return try Opening(parsing: ByteBuffer(bytes: open.serializedBytes() as [UInt8]))
        }
        _ = try received(ConnectionLimits.methodLength, ConnectionLimits.parametersLength)
        #expect(throws: Failure.self) { try received(ConnectionLimits.methodLength + 1, 0) }
        #expect(throws: Failure.self) { try received(1, ConnectionLimits.parametersLength + 1) }
    }

    @Test func `an error's code and parameters`() {
        func code(_ length: Int, count: Int = 0, value: Int = 0) -> String {
            let error = WireError.with { error in
                error.code = String(repeating: "c", count: length)
                for number in 0..<count { error.parameters["\(number)"] = String(repeating: "v", count: value) }
            }
            return Failure(error).code.rawValue
        }
        #expect(code(WireError.codeLength).count == WireError.codeLength)
        #expect(code(WireError.codeLength + 1) == "message.invalid")
        #expect(code(1, count: WireError.parameterCount) == "c")
        #expect(code(1, count: WireError.parameterCount + 1) == "message.invalid")
        #expect(code(1, count: 1, value: WireError.parameterLength) == "c")
        #expect(code(1, count: 1, value: WireError.parameterLength + 1) == "message.invalid")
    }

    @Test func `a host's length`() {
        func endpoint(_ length: Int) -> Endpoint? { Endpoint(host: String(repeating: "h", count: length), port: 1) }
        #expect(endpoint(Endpoint.hostLengthLimit) != nil)
        #expect(endpoint(Endpoint.hostLengthLimit + 1) == nil)
        #expect(endpoint(0) == nil)
    }
}
