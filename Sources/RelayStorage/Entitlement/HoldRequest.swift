package import Entitlement
import Primitives

/// What a reservation for one piece of work asks for: a line of a session after the customer's grant, or a record.
package struct HoldRequest: Sendable {
    /// The idempotency key; by convention of the session, its line and the grant's digest.
    package let key: String
    package let account: EntitlementAccount
    /// As it was when the verdict was made: in or out is tested when the request is made, not when it is granted.
    package let question: ServiceQuestion
    package let work: WorkReference
    package let actor: String
    package let reason: String
    /// What the customer accepted to pay for this line.
    package let acceptedPrice: Money
    /// Who said yes to a quote with this very request, and where that is signed; nil where nobody has to.
    package let acceptance: PromptAcceptance?
    /// Conditions of the verdict that were met meanwhile.
    package let met: [EntitlementCondition.Code]
    /// The verdict that the customer saw; where today's gives something else, nothing is held.
    package let pinned: EntitlementVerdict?

    package init(
        key: String, account: EntitlementAccount, question: ServiceQuestion, work: WorkReference, actor: String,
        reason: String, acceptedPrice: Money = .zero, acceptance: PromptAcceptance? = nil,
        met: [EntitlementCondition.Code] = [], pinned: EntitlementVerdict? = nil
    ) {
        self.key = key
        self.account = account
        self.question = question
        self.work = work
        self.actor = actor
        self.reason = reason
        self.acceptedPrice = acceptedPrice
        self.acceptance = acceptance
        self.met = met
        self.pinned = pinned
    }

    /// What the key stands for. The pinned verdict is left out: it follows from the rest, and only voids.
    func content() throws -> String {
        struct Content: Encodable {
            let account: EntitlementAccount
            let question: ServiceQuestion
            let sessionLine: WorkReference
            let actor: String
            let reason: String
            let acceptedPrice: Money
            let acceptance: PromptAcceptance?
            let met: [EntitlementCondition.Code]
        }
        return try CanonicalJSON.encode(
            Content(
                account: account, question: question, sessionLine: work, actor: actor, reason: reason,
                acceptedPrice: acceptedPrice, acceptance: acceptance, met: met))
    }
}
