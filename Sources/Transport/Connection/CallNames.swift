package import Messages

/// Every method of Protocol/calls.proto, named after it: `connection.call(.presenceHello, hello)`.
///
/// session.follow and local.watch answer more than once: `connection.follow(.localWatch, WireEmpty())`.
/// transfer.push, transfer.pull, transfer.list, transfer.install and command.run are bulk streams: `BulkCalls`.
package enum BulkCalls {
    /// Parameters TransferOpen.
    package static let transferPush = "transfer.push"
    /// Parameters TransferOpen.
    package static let transferPull = "transfer.pull"
    /// Parameters TransferOpen.
    package static let transferList = "transfer.list"
    /// Parameters TransferOpen; the operation is an install or a patch.
    package static let transferInstall = "transfer.install"
    package static let diagnosisCollect = "diagnosis.collect"
    /// Parameters TransferOpen; the operation is a command or a script.
    package static let commandRun = "command.run"
    /// No parameters.
    package static let blobPut = "blob.put"
    /// No parameters.
    package static let releasePut = "release.put"
    /// Parameters ReleaseTargetOpen.
    package static let releaseTarget = "release.target"
}

extension Call where Request == WireEmpty, Response == WireBundleReply {
    package static var enrolmentBundle: Call<WireEmpty, WireBundleReply> { Call("enrolment.bundle") }
}

extension Call where Request == WireEnrolCall, Response == WireEnrolReply {
    package static var enrolmentEnrol: Call<WireEnrolCall, WireEnrolReply> { Call("enrolment.enrol") }
}

extension Call where Request == WireHello, Response == WireHelloReply {
    package static var presenceHello: Call<WireHello, WireHelloReply> { Call("presence.hello") }
}

extension Call where Request == WireRenewCall, Response == WireRenewReply {
    package static var trustRenew: Call<WireRenewCall, WireRenewReply> { Call("trust.renew") }
}

extension Call where Request == WireTrustUpdate, Response == WireEmpty {
    package static var trustUpdate: Call<WireTrustUpdate, WireEmpty> { Call("trust.update") }
}

extension Call where Request == WireEmpty, Response == WireTrustUpdate {
    package static var trustBundle: Call<WireEmpty, WireTrustUpdate> { Call("trust.bundle") }
}

extension Call where Request == WireRevokeTechniciansCall, Response == WireEmpty {
    package static var trustRevoke: Call<WireRevokeTechniciansCall, WireEmpty> { Call("trust.revoke") }
}

extension Call where Request == WireEvaluateCall, Response == WireEvaluateReply {
    package static var entitlementEvaluate: Call<WireEvaluateCall, WireEvaluateReply> { Call("entitlement.evaluate") }
}

extension Call where Request == WireMachineCall, Response == WireServicesReply {
    package static var entitlementServices: Call<WireMachineCall, WireServicesReply> { Call("entitlement.services") }
}

extension Call where Request == WireLedgerCall, Response == WireLedgerReply {
    package static var ledgerShow: Call<WireLedgerCall, WireLedgerReply> { Call("ledger.show") }
}

extension Call where Request == WireSessionRequestCall, Response == WireSessionView {
    package static var sessionRequest: Call<WireSessionRequestCall, WireSessionView> { Call("session.request") }
}

extension Call where Request == WireSessionCall, Response == WireSessionView {
    package static var sessionShow: Call<WireSessionCall, WireSessionView> { Call("session.show") }
    package static var sessionFollow: Call<WireSessionCall, WireSessionView> { Call("session.follow") }
}

extension Call where Request == WireSessionListCall, Response == WireSessionListReply {
    package static var sessionList: Call<WireSessionListCall, WireSessionListReply> { Call("session.list") }
}

extension Call where Request == WireSessionEndCall, Response == WireSessionView {
    package static var sessionEnd: Call<WireSessionEndCall, WireSessionView> { Call("session.end") }
}

extension Call where Request == WireOffer, Response == WireOfferReply {
    package static var sessionOffer: Call<WireOffer, WireOfferReply> { Call("session.offer") }
}

extension Call where Request == WireSessionCall, Response == WireEmpty {
    package static var sessionSeen: Call<WireSessionCall, WireEmpty> { Call("session.seen") }
}

extension Call where Request == WireGrantCall, Response == WireGrantReply {
    package static var sessionGrant: Call<WireGrantCall, WireGrantReply> { Call("session.grant") }
}

extension Call where Request == WireDenyCall, Response == WireEmpty {
    package static var sessionDeny: Call<WireDenyCall, WireEmpty> { Call("session.deny") }
}

extension Call where Request == WireRevokeCall, Response == WireEmpty {
    package static var sessionRevoke: Call<WireRevokeCall, WireEmpty> { Call("session.revoke") }
}

extension Call where Request == WireOutcomeCall, Response == WireEmpty {
    package static var sessionOutcome: Call<WireOutcomeCall, WireEmpty> { Call("session.outcome") }
}

extension Call where Request == WireSessionEnded, Response == WireSessionEndedReply {
    package static var sessionEnded: Call<WireSessionEnded, WireSessionEndedReply> { Call("session.ended") }
}

extension Call where Request == WireAuditListCall, Response == WireAuditListReply {
    package static var auditList: Call<WireAuditListCall, WireAuditListReply> { Call("audit.list") }
    package static var localAudit: Call<WireAuditListCall, WireAuditListReply> { Call("local.audit") }
}

extension Call where Request == WireEmpty, Response == WireAuditVerifyReply {
    package static var auditVerify: Call<WireEmpty, WireAuditVerifyReply> { Call("audit.verify") }
    package static var localVerify: Call<WireEmpty, WireAuditVerifyReply> { Call("local.verify") }
}

extension Call where Request == WireTechnicianInviteCall, Response == WireInviteReply {
    package static var technicianInvite: Call<WireTechnicianInviteCall, WireInviteReply> { Call("technician.invite") }
}

extension Call where Request == WireEmpty, Response == WireTechnicianListReply {
    package static var technicianList: Call<WireEmpty, WireTechnicianListReply> { Call("technician.list") }
}

extension Call where Request == WireTechnicianApproveCall, Response == WireTechnician {
    package static var technicianApprove: Call<WireTechnicianApproveCall, WireTechnician> { Call("technician.approve") }
}

extension Call where Request == WireCustomerAddCall, Response == WireCustomer {
    package static var customerAdd: Call<WireCustomerAddCall, WireCustomer> { Call("customer.add") }
}

extension Call where Request == WireContractAddCall, Response == WireContract {
    package static var contractAdd: Call<WireContractAddCall, WireContract> { Call("contract.add") }
}

extension Call where Request == WireMachineInviteCall, Response == WireInviteReply {
    package static var machineInvite: Call<WireMachineInviteCall, WireInviteReply> { Call("machine.invite") }
}

extension Call where Request == WireMachineListCall, Response == WireMachineListReply {
    package static var machineList: Call<WireMachineListCall, WireMachineListReply> { Call("machine.list") }
}

extension Call where Request == WireMachineCall, Response == WireEmpty {
    package static var machineRevoke: Call<WireMachineCall, WireEmpty> { Call("machine.revoke") }
}

extension Call where Request == WireFindCall, Response == WireFindReply {
    package static var find: Call<WireFindCall, WireFindReply> { Call("find") }
}

extension Call where Request == WireEmpty, Response == WireLocalSessions {
    package static var localRequests: Call<WireEmpty, WireLocalSessions> { Call("local.requests") }
    package static var localHistory: Call<WireEmpty, WireLocalSessions> { Call("local.history") }
    package static var localWatch: Call<WireEmpty, WireLocalSessions> { Call("local.watch") }
}

extension Call where Request == WireSessionCall, Response == WireLocalSession {
    package static var localShow: Call<WireSessionCall, WireLocalSession> { Call("local.show") }
}

extension Call where Request == WireLocalApproveCall, Response == WireLocalSession {
    package static var localApprove: Call<WireLocalApproveCall, WireLocalSession> { Call("local.approve") }
}

extension Call where Request == WireLocalReasonCall, Response == WireLocalSession {
    package static var localDeny: Call<WireLocalReasonCall, WireLocalSession> { Call("local.deny") }
    package static var localRevoke: Call<WireLocalReasonCall, WireLocalSession> { Call("local.revoke") }
}

extension Call where Request == WireEmpty, Response == WireLocalStopReply {
    package static var localStop: Call<WireEmpty, WireLocalStopReply> { Call("local.stop") }
}

extension Call where Request == WireEmpty, Response == WireLocalStatus {
    package static var localStatus: Call<WireEmpty, WireLocalStatus> { Call("local.status") }
}
