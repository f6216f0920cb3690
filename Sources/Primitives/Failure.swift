/// The project's one error shape: an open code, parameters and a cause.
///
/// Sentences for people are made at the edge (`Sentences`) from the code and the parameters, in Persian
/// or English. A code is listed in Protocol/codes.tsv once it can reach another party or a person.
package struct Failure: Error, Sendable {
    /// An open set: a receiver that does not know a code treats it by its family (the part before the dot).
    package struct Code: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        package var description: String { rawValue }
    }

    package let code: Code
    /// Values for the sentence: names, numbers, paths. Never a secret.
    package let parameters: [String: String]
    /// What was thrown below, for logs; it does not travel.
    package let cause: (any Error)?

    package init(_ code: Code, _ parameters: [String: String] = [:], cause: (any Error)? = nil) {
        self.code = code
        self.parameters = parameters
        self.cause = cause
    }
}

extension Failure: CustomStringConvertible {
    package var description: String {
        let values = parameters.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        return code.rawValue + values + (cause.map { " (\($0))" } ?? "")
    }
}
