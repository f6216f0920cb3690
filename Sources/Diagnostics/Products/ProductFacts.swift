package import Updates

/// What a product's declared probes gave.
package struct ProductFacts: Codable, Hashable, Sendable {
    package let product: String
    package let probes: [ProbeReport]
}

/// One probe's answer.
package struct ProbeReport: Codable, Hashable, Sendable {
    package let name: String
    package let state: CollectorReport.State
    package let millis: Int64
    package let gap: Gap?
    /// A program's exit status, or an HTTP answer's status.
    package let status: Int64?
    /// JSON of the answer, or rows of a table; fractions stand as text.
    package let value: JSONValue?
    /// The answer where it is short text.
    package let text: String?
    package let bytes: Int64
    /// More was there than the limit.
    package let isCut: Bool
    /// The file of the bundle that has the answer where it is long.
    package let file: String?
}
