/// How long metadata is valid after it was signed (design of releases).
package enum ReleaseLifetimes {
    /// A year: root is changed rarely, and by several people.
    package static let root = Duration.seconds(365 * 86400)
    /// What one product's releases are, and which products there are.
    package static let targets = Duration.seconds(90 * 86400)
    /// A relay that was taken over can hide a withdrawal for so long.
    package static let snapshot = Duration.seconds(30 * 86400)
    /// Signed by the relay itself.
    package static let timestamp = Duration.seconds(86400)
}
