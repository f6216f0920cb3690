package import Primitives

extension Failure.Code {
    /// A directory that no `enrol` was finished in (`path`).
    package static let agentNotEnrolled = Failure.Code(rawValue: "agent.not-enrolled")
    /// `enrol` on a directory that holds an enrolled agent (`path`, `machine`).
    package static let agentEnrolled = Failure.Code(rawValue: "agent.enrolled")
    /// The state directory or a file in it cannot be used (`path`, `reason`).
    package static let agentDirectory = Failure.Code(rawValue: "agent.directory")
    /// `agent.json` contradicts itself (`path`, `reason`).
    package static let agentSettings = Failure.Code(rawValue: "agent.settings")
    /// Another agent runs on the same state directory (`path`).
    package static let agentBusy = Failure.Code(rawValue: "agent.busy")
    /// No agent listens at the control socket (`path`).
    package static let agentNotRunning = Failure.Code(rawValue: "agent.not-running")
    /// The control socket does not admit this user, or a process that the agent itself started (`uid`, `reason`).
    package static let agentNotAdmitted = Failure.Code(rawValue: "agent.not-admitted")
    /// A user whom this machine does not know (`user`).
    package static let agentUserUnknown = Failure.Code(rawValue: "agent.user-unknown")
    /// A session that this agent does not know (`text`).
    package static let sessionUnknown = Failure.Code(rawValue: "session.unknown")
    /// The grant was taken back while the operation ran, or before it began (`session`).
    package static let sessionRevoked = Failure.Code(rawValue: "session.revoked")
    /// Other signed bytes came under an operation's id (H36) (`operation`).
    package static let operationConflict = Failure.Code(rawValue: "operation.conflict")
    /// The customer keeps what a diagnosis found (`operation`, `reason`).
    package static let diagnosisWithheld = Failure.Code(rawValue: "diagnosis.withheld")
    /// No diagnosis of that name is on this machine (`text`).
    package static let diagnosisUnknown = Failure.Code(rawValue: "diagnosis.unknown")
    /// More than one diagnosis is meant by what was said (`text`, `ids`).
    package static let diagnosisSeveral = Failure.Code(rawValue: "diagnosis.several")
    /// It waits for no word of a person (`operation`, `state`).
    package static let diagnosisNotWaiting = Failure.Code(rawValue: "diagnosis.not-waiting")
    /// The operation was a dry run: nothing was changed (`operation`).
    package static let operationDryRun = Failure.Code(rawValue: "operation.dry-run")
    /// The operation is being performed now (`operation`).
    package static let operationRunning = Failure.Code(rawValue: "operation.running")
    /// The relay ended the session or the technician did, before the operation was performed (`session`).
    package static let operationNotPerformed = Failure.Code(rawValue: "operation.not-performed")
    /// The operation was cut off in its last step: perhaps it had its effect (`operation`).
    package static let operationInterrupted = Failure.Code(rawValue: "operation.interrupted")
    /// A newer attempt of the same operation took its place (`operation`).
    package static let operationSuperseded = Failure.Code(rawValue: "operation.superseded")
    /// The agent takes no more sessions now (`limit`).
    package static let callRefused = Failure.Code(rawValue: "call.refused")
    /// What was asked for goes through the relay, which cannot be reached now.
    package static let agentRelayAway = Failure.Code(rawValue: "agent.relay-away")
    /// Only a person with the admin right may do it (`name`).
    package static let consentNotAdmin = Failure.Code(rawValue: "consent.not-admin")
    /// A condition of the verdict must be met before the relay reserves anything (`condition`).
    package static let entitlementConditionUnmet = Failure.Code(rawValue: "entitlement.condition-unmet")
    /// A text that is empty, too long or has control characters (`limit`).
    package static let helpText = Failure.Code(rawValue: "help.text")
    /// A file's name or size is not possible (`name`, `limit`).
    package static let helpAttachment = Failure.Code(rawValue: "help.attachment")
    /// As many files as a help request may have (`files`, `bytes`).
    package static let helpAttachmentsFull = Failure.Code(rawValue: "help.attachments-full")
}
