import Foundation
package import Primitives

/// An instant in a document: `2026-11-20T22:45:00.000Z`.
package struct OutputTime: Encodable, Hashable, Sendable {
    package let time: Timestamp

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
