import Primitives

/// How one step of an install went, for its outcome: what was done is told, whatever came of it.
package struct InstallTrace: Codable, Hashable, Sendable {
    package let step: InstallStep
    /// Of the step's hook; nil where none ran, or a signal ended it.
    package let exit: Int32?
    /// Milliseconds that it took.
    package let millis: Int64
    /// The code of what went wrong, or what way was taken; empty where there is nothing to say.
    package let detail: String

    /// - Parameter detail: cut at `InstallLimits.traceDetail` bytes, between characters.
    package init(step: InstallStep, exit: Int32? = nil, took: Duration = .zero, detail: String = "") {
        self.step = step
        self.exit = exit
        millis = max(0, took.wholeMilliseconds)
        var short = detail
        while short.utf8.count > InstallLimits.traceDetail { short.removeLast() }
        self.detail = short
    }
}
