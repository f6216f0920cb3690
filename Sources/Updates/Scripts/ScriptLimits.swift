/// What the vendor's scripts and declarations may be at most.
package enum ScriptLimits {
    /// Bytes of a script.
    package static let script: Int64 = 1 << 20
    /// Bytes of a product's declaration of diagnostics.
    package static let diagnostics: Int64 = 256 << 10
    /// Parameters of one script.
    package static let parameters = 32
    /// Characters of a parameter's name.
    package static let name = 32
    /// Characters of a text that is given.
    package static let text: Int64 = 4096
    /// Bytes of a path that is given.
    package static let path = 4096
    /// Values of a choice.
    package static let choices = 64
    /// Characters of a pattern, and of one value of a choice.
    package static let pattern = 256
    /// Characters that a pattern comes to, each counted as often as it may occur.
    package static let pieces = 1024
    /// Seconds that a script may run.
    package static let timeout: Int64 = 86_400
    /// Bytes that a script may write.
    package static let output: Int64 = 64 << 20
}
