import AgentStorage
package import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

/// What people at this machine allow beforehand. All of it works without the relay and without a running agent.
extension LocalCalls {
    /// Whose clock on the wall the hours mean where none is named.
    static let zone = "Asia/Tehran"

    /// Throws `policy.hours`, `scope.malformed`, `consent.…`, `date.zone-missing`, `object.field`, `policy.too-many`.
    package func addPolicy(_ call: WireLocalPolicyCall) async throws -> WireLocalPolicy {
        guard call.allow.count <= SessionLimits.policyWords, call.costCap >= 0, call.until > 0 else {
            throw Failure(.callInvalid, ["field": "policy"])
        }
        let stored = try await desk.addPolicy(
            allow: try call.allow.map { try ScopeWord($0) },
            hours: call.hours.isEmpty ? WeeklyHours.always : WeeklyHours.parse(call.hours),
            zone: call.zone.isEmpty ? Self.zone : call.zone, until: Timestamp(milliseconds: call.until), costCap: call.costCap,
            by: person)
        return try stored.wire()
    }

    /// Newest first.
    package func policies() async throws -> WireLocalPoliciesReply {
        var reply = WireLocalPoliciesReply()
        var room = LocalLimits.replyBytes
        for stored in try await desk.policies() {
            let policy = try stored.wire()
            room -= try (policy.serializedBytes() as [UInt8]).count + LocalLimits.fieldHeader
            guard room >= 0 else {
                reply.cut = true
                break
            }
            reply.policies.append(policy)
        }
        return reply
    }

    /// Throws `policy.unknown`, `consent.not-approver`.
    package func revokePolicy(_ call: WireLocalPolicyRevokeCall) async throws -> WireLocalPolicy {
        try await desk.revokePolicy(call.policy, reason: call.reason, by: person).wire()
    }
}

extension StoredPolicy {
    fileprivate func wire() throws -> WireLocalPolicy {
        let call = try report()
        return WireLocalPolicy.with {
            $0.policy = call.policy
            if call.hasRevocation { $0.revocation = call.revocation }
            $0.added = added.milliseconds
            $0.reported = isReported
        }
    }
}
