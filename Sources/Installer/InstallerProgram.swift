package import Primitives

/// What the program is, and when: a clock that says less is wrong (H61).
package enum InstallerProgram {
    package static let version = "0.1.0"
    /// 1 November 2026.
    package static let built = Timestamp(milliseconds: 1_793_491_200_000)
}
