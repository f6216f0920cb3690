import Messages
import SwiftProtobuf
import Transport

/// What customers allow beforehand.
extension TechnicianDesk {
    package func policies(of customer: String) async throws -> PoliciesOutput {
        try PoliciesOutput(try await call(.policyList, WirePolicyListCall.with { $0.customer = customer }))
    }
}
