/// What a receiver of a zlib stream allows.
package struct StreamLimits: Sendable {
    /// The most output of the whole stream, bytes.
    package var maximumOutput: Int
    /// The most output for one byte of input, beyond `ratioAllowance`. Deflate itself ends at 1032; text logs, the most
    /// redundant of what we stream, stay below 100.
    package var maximumRatio: Int
    /// Output that is free of the ratio, bytes: a short file of zeros is no attack.
    package var ratioAllowance: Int
    /// The most input without one byte of output: a dynamic block's tables need some 300 bytes (H29).
    package var maximumIdleInput: Int

    package init(
        maximumOutput: Int, maximumRatio: Int = 200, ratioAllowance: Int = 1 << 20, maximumIdleInput: Int = 4096
    ) {
        self.maximumOutput = maximumOutput
        self.maximumRatio = maximumRatio
        self.ratioAllowance = ratioAllowance
        self.maximumIdleInput = maximumIdleInput
    }
}
