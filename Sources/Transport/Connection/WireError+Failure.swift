package import Messages
package import Primitives

extension WireError {
    /// Code and parameters; the cause stays here.
    package init(_ failure: Failure) {
        self.init()
        code = failure.code.rawValue
        parameters = failure.parameters
    }

    /// The longest code that is believed.
    static let codeLength = 64
    /// The most parameters of an error, and the longest of them.
    static let parameterCount = 32
    static let parameterLength = 4096
}

extension Failure {
    /// What a peer said. A code that is none, and parameters beyond the limits, become message.invalid.
    package init(_ error: WireError) {
        let isCode = error.code.utf8.allSatisfy { byte in
            (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || [0x2d, 0x2e, 0x5f].contains(byte)
        }
        guard !error.code.isEmpty, error.code.utf8.count <= WireError.codeLength, isCode,
            error.parameters.count <= WireError.parameterCount,
            error.parameters.allSatisfy({ key, value in
                key.utf8.count <= WireError.codeLength && value.utf8.count <= WireError.parameterLength
            })
        else {
            self.init(.messageInvalid, ["type": WireError.protoMessageName])
            return
        }
        self.init(Code(rawValue: error.code), error.parameters)
    }
}
