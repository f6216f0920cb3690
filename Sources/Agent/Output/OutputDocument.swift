import Foundation
package import Primitives
package import Sentences

/// The one JSON document that a command prints with `--json`: keys in snake case, times in ISO 8601 (UTC).
package enum OutputDocument {
    package static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// An instant in a document: `2026-11-20T22:45:00.000Z`.
package struct OutputTime: Encodable, Hashable, Sendable {
    private let time: Timestamp

    package init(_ time: Timestamp) {
        self.time = time
    }

    /// nil for 0, which says "never" on the wire.
    package init?(wire milliseconds: Int64) {
        guard milliseconds != 0 else { return nil }
        time = Timestamp(milliseconds: milliseconds)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
        try container.encode(date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }
}

/// What a failed command prints.
package struct FailureOutput: Encodable, Sendable {
    package struct Content: Encodable, Sendable {
        let code: String
        let parameters: [OutputPair]
        let sentence: String
        let exit: Int32
    }

    package let error: Content

    package init(_ error: any Error, in language: Language) {
        let failure = error as? Failure
        self.error = Content(
            code: failure?.code.rawValue ?? "internal.unexpected",
            parameters: (failure?.parameters ?? [:]).sorted { $0.key < $1.key }.map { OutputPair(name: $0.key, value: $0.value) },
            sentence: language.sentence(for: error), exit: ExitCode(for: error).rawValue)
    }
}

/// One of a code's parameters. A list of pairs, because the names are values here and must not be respelt.
package struct OutputPair: Encodable, Sendable {
    let name: String
    let value: String
}
