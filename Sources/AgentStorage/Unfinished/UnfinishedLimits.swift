import Primitives

/// How much half-done work may wait on a machine.
package enum UnfinishedLimits {
    /// How long nobody may have touched a push until its parts go.
    package static let age: Duration = .seconds(14 * 86_400)
    /// Pushes at once; the oldest go first.
    package static let count = 64
    /// Raw bytes of all their files together: 256 GiB; the oldest go first.
    package static let bytes: UInt64 = 256 << 30
}
