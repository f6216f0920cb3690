import Primitives
import Sessions

/// What a person chose for a push that waits at the relay.
package struct WaitingChoices: Sendable {
    package enum Target: Sendable, Hashable {
        /// Number, name or id.
        case machine(String)
        /// Words that choose machines (`--to`).
        case selection(String)
    }

    package var target: Target
    /// Absolute on the machines; a slash at its end: the source keeps its name.
    package var path: String
    /// The service kind of the plan.
    package var kind: String
    package var reason: String
    package var duration: Duration
    /// How long it waits; the request and the operations end then.
    package var keepFor: Duration
    package var contract: String?
    /// Which files, what becomes of those that are there, and whether anything is asked at all.
    package var files: PushChoices
    /// The vendor works for its own defects: free by rule.
    package var isVendorDefect: Bool
    /// The number of machines that the person expects; nil: asked.
    package var expected: Int?

    package init(
        target: Target, path: String, kind: String, reason: String, duration: Duration = SessionLimits.grantDefault,
        keepFor: Duration = SessionLimits.storedRequestLife, contract: String? = nil,
        files: PushChoices = PushChoices(), isVendorDefect: Bool = false, expected: Int? = nil
    ) {
        self.target = target
        self.path = path
        self.kind = kind
        self.reason = reason
        self.duration = duration
        self.keepFor = keepFor
        self.contract = contract
        self.files = files
        self.isVendorDefect = isVendorDefect
        self.expected = expected
    }

    /// - Throws: `console.argument` for a time to wait that nobody may sign.
    func check() throws(Failure) {
        guard keepFor > .zero, keepFor <= SessionLimits.storedRequestLife else {
            throw Failure(
                .consoleArgument,
                ["option": "--keep-for", "value": "\(keepFor.wholeMilliseconds / 1000) s", "reason": "1s to 14d"])
        }
    }
}
