import AgentStorage
import Primitives
import Sessions
import Storage
import Updates

/// Updates that the people here or the plan said no to: they are not asked about each hour.
enum RefusedUpdates {
    /// How long one that was refused is not asked for again.
    static let pause: Duration = .seconds(86_400)
    /// Reasons of `update.ended` that are an answer, or the lack of one.
    private static let answers: Set<String> = [
        SessionEndReason.denied.rawValue, SessionEndReason.requestExpired.rawValue,
    ]
    private static let quoteNeeded = "entitlement.quote-needed"

    /// Whether a failure is a refusal; others are nobody's answer, and it is tried again.
    static func isAnswer(_ failure: Failure) -> Bool {
        failure.code.rawValue == quoteNeeded
            || (failure.code == .updateEnded && answers.contains(failure.parameters["reason"] ?? ""))
    }
}

extension UpdateRefusal {
    /// Whether a version may be asked for: a newer one than was refused, under another policy, or after a day.
    func allows(_ candidate: ReleaseVersion, by policy: PolicyID, at now: Timestamp) -> Bool {
        guard let refused = ReleaseVersion(version) else { return true }
        // A clock that was set back proves nothing of how long ago it was.
        return candidate > refused || policy != self.policy || now >= time + RefusedUpdates.pause || now < time
    }
}

extension SessionDesk {
    func mayAsk(for version: ReleaseVersion, of product: String, by policy: PolicyID) throws -> Bool {
        let refusal = try journal.database.read { try $0.updateRefusals.find(product) }
        return refusal?.allows(version, by: policy, at: trust.time()) ?? true
    }

    /// Remembers a failure that is a refusal, over a restart of the agent too.
    func noteRefusal(_ failure: Failure, to version: ReleaseVersion, of product: String, by policy: PolicyID) throws {
        guard RefusedUpdates.isAnswer(failure) else { return }
        let refusal = UpdateRefusal(product: product, version: version.description, policy: policy, time: trust.time())
        try journal.database.write { try $0.updateRefusals.store(refusal) }
    }
}
