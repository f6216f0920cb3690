package import Primitives

/// Something that could not be collected, and why: a code of Protocol/codes.tsv with the values of its sentence.
package struct Gap: Codable, Hashable, Sendable {
    package let code: String
    package let parameters: [String: String]

    package init(_ failure: Failure) {
        code = failure.code.rawValue
        parameters = failure.parameters.mapValues { FactText.capped($0) }
    }

    package var failure: Failure { Failure(Failure.Code(rawValue: code), parameters) }
}
