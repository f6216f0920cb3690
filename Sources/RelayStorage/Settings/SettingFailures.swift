package import Primitives

extension Failure.Code {
    /// A tariff's days overlap another edition's that it does not follow: `source`, `name`, `start`, `end`.
    package static let tariffOverlap = Failure.Code(rawValue: "tariff.overlap")
    /// Another content was imported under the same source, year and edition: `name`.
    package static let tariffKnown = Failure.Code(rawValue: "tariff.known")
}
