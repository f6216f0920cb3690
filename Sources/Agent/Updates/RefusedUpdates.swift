import Primitives
import Sessions
import Synchronization
import Updates

/// Updates that the people here or the plan said no to: they are not asked about each hour. In memory: a machine that starts anew may
/// ask once more.
final class RefusedUpdates: Sendable {
    /// How long one that was refused is not asked for again.
    static let pause: Duration = .seconds(86_400)
    /// Reasons of `update.ended` that are an answer, or the lack of one.
    private static let answers: Set<String> = [
        SessionEndReason.denied.rawValue, SessionEndReason.requestExpired.rawValue,
    ]

    private static let quoteNeeded = "entitlement.quote-needed"

    private struct Refusal {
        let version: ReleaseVersion
        let policy: PolicyID
        let time: Timestamp
    }

    /// The last one of each product; as many as the installer has products.
    private let refusals = Mutex<[String: Refusal]>([:])

    /// Whether a version may be asked for: a newer one than was refused, under another policy, or after a day.
    func allows(_ version: ReleaseVersion, of product: String, by policy: PolicyID, at time: Timestamp) -> Bool {
        guard let refusal = refusals.withLock({ $0[product] }) else { return true }
        // A clock that was set back proves nothing of how long ago it was.
        return version > refusal.version || policy != refusal.policy || time >= refusal.time + Self.pause || time < refusal.time
    }

    /// Remembers a failure that is a refusal; others are nobody's answer and are tried again.
    func note(
        _ failure: Failure, to version: ReleaseVersion, of product: String, by policy: PolicyID, at time: Timestamp
    ) {
        let isAnswer = failure.code == .updateEnded && Self.answers.contains(failure.parameters["reason"] ?? "")
        guard isAnswer || failure.code.rawValue == Self.quoteNeeded else { return }
        refusals.withLock { $0[product] = Refusal(version: version, policy: policy, time: time) }
    }
}
