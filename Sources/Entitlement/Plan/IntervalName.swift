/// The named intervals inside a term; every rule names the one that it tests.
package enum IntervalName: String, Codable, Sendable, CaseIterable {
    case support
    case guarantee
}
