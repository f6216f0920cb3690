package import Primitives

/// Why an install did not go on: a failure as the journal keeps it.
package struct InstallReason: Codable, Hashable, Sendable {
    package let code: String
    package let parameters: [String: String]

    package init(code: String, parameters: [String: String] = [:]) {
        self.code = code
        self.parameters = parameters
    }

    package init(_ failure: Failure) {
        self.init(code: failure.code.rawValue, parameters: failure.parameters)
    }

    package var failure: Failure { Failure(Failure.Code(rawValue: code), parameters) }
}
