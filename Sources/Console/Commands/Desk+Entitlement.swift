import Messages
import Primitives
import SwiftProtobuf
import Transport

/// What a contract gives, and what it says to a wish.
extension TechnicianDesk {
    /// - Parameter kinds: all quotas and kinds, instead of what fits a screen.
    package func entitlement(_ contract: String, kinds: Bool) async throws -> EntitlementOutput {
        EntitlementOutput(
            try await call(.entitlementContract, WireContractCall.with { $0.contract = contract }), showsKinds: kinds)
    }

    /// What would it cost? Nothing is reserved and nobody is asked.
    ///
    /// The answer carries `entitlement.denied`, `entitlement.quote-needed` or `entitlement.several-lines` where the work could not
    /// begin at once.
    package func verdict(_ question: PhoneQuestion) async throws -> Answer {
        let reply = try await call(.entitlementQuestion, question.message)
        do {
            _ = try PayingChoice.only(of: reply.lines, kind: question.kind)
            return Answer(VerdictOutput(reply))
        } catch {
            return Answer(VerdictOutput(reply), failure: error)
        }
    }
}
