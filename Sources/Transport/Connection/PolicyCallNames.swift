package import Messages

/// The calls of standing policies and of the sessions that agents begin (Protocol/policies.proto).

extension Call where Request == WirePolicyReportCall, Response == WireEmpty {
    package static var policyReport: Call<WirePolicyReportCall, WireEmpty> { Call("policy.report") }
}

extension Call where Request == WirePolicyListCall, Response == WirePolicyListReply {
    package static var policyList: Call<WirePolicyListCall, WirePolicyListReply> { Call("policy.list") }
}

extension Call where Request == WireUpdateTermsCall, Response == WireUpdateTermsReply {
    package static var updateTerms: Call<WireUpdateTermsCall, WireUpdateTermsReply> { Call("update.terms") }
}

extension Call where Request == WireSessionRequestCall, Response == WireOffer {
    package static var updateRequest: Call<WireSessionRequestCall, WireOffer> { Call("update.request") }
}

extension Call where Request == WireUpdateStartCall, Response == WireEmpty {
    package static var updateStart: Call<WireUpdateStartCall, WireEmpty> { Call("update.start") }
}

extension Call where Request == WireSessionEndCall, Response == WireEmpty {
    package static var updateEnd: Call<WireSessionEndCall, WireEmpty> { Call("update.end") }
}

extension Call where Request == WireLocalPolicyCall, Response == WireLocalPolicy {
    package static var localPolicyAdd: Call<WireLocalPolicyCall, WireLocalPolicy> { Call("local.allow") }
}

extension Call where Request == WireEmpty, Response == WireLocalPoliciesReply {
    package static var localPolicies: Call<WireEmpty, WireLocalPoliciesReply> { Call("local.policies") }
}

extension Call where Request == WireLocalPolicyRevokeCall, Response == WireLocalPolicy {
    package static var localPolicyRevoke: Call<WireLocalPolicyRevokeCall, WireLocalPolicy> { Call("local.disallow") }
}

extension Call where Request == WireEmpty, Response == WireLocalVersionsReply {
    package static var localVersions: Call<WireEmpty, WireLocalVersionsReply> { Call("local.versions") }
}

extension Call where Request == WireLocalRollbackCall, Response == WireLocalProduct {
    package static var localRollback: Call<WireLocalRollbackCall, WireLocalProduct> { Call("local.rollback") }
}
