/// One of a code's parameters. A list of pairs, because the names are values here and must not be respelt.
package struct OutputPair: Encodable, Sendable {
    package let name: String
    package let value: String

    package static func list(_ parameters: [String: String]) -> [OutputPair] {
        parameters.sorted { $0.key < $1.key }.map { OutputPair(name: $0.key, value: $0.value) }
    }
}
