import Documents
package import Messages
import Primitives
import Sessions
import SwiftProtobuf

/// A session as `requests`, `show`, `history`, `approve`, `deny` and `revoke` print it with `--json`.
package struct SessionOutput: Encodable, Sendable {
    package struct Line: Encodable, Sendable {
        let number: UInt32
        let kind: String
        let place: String
        let quantityThousandths: Int64
    }

    let session: String
    let number: String
    let state: String
    let vendor: String
    let organisation: String
    /// Absent where the machine itself asked.
    let technician: String?
    let technicianName: String
    /// Where the machine itself asked.
    let update: UpdateOutput?
    let reason: String
    let reference: String
    let scope: [String]
    let byteLimit: UInt64?
    let durationSeconds: Int64
    let lines: [Line]
    let created: OutputTime?
    let requestExpires: OutputTime?
    let expires: OutputTime?
    let watched: Bool
    let checkWords: String
    let verdict: VerdictOutput?
    let grant: GrantOutput?
    let outcomes: [OutcomeOutput]
    /// Commands, scripts and diagnoses; in a list those that run or wait, and those of `outcomes`.
    let operations: [OperationOutput]
    let bytesUsed: UInt64
    let endedCode: String?
    /// Why the relay gave the last grant back: something must happen first.
    let waits: ConditionOutput?
    /// When somebody here said that what was to be prepared is there.
    let ready: OutputTime?
    /// What the person who asks may accept in one request.
    let costLimitRials: Int64

    package init(_ session: WireLocalSession) {
        let request = session.request
        self.session = session.session
        number = session.number
        state = session.state
        vendor = DisplayText.stripped(session.vendorName)
        organisation = DisplayText.stripped(session.organisationName)
        technician = request.hasUpdate ? nil : request.technician
        update = request.hasUpdate ? UpdateOutput(request.update) : nil
        technicianName = DisplayText.stripped(session.technicianName)
        reason = DisplayText.stripped(request.reason)
        reference = DisplayText.stripped(request.reference)
        scope = request.scope.map { DisplayText.stripped($0, limit: SessionLimits.pathBytes) }
        byteLimit = request.byteLimit == 0 ? nil : request.byteLimit
        durationSeconds = request.durationMs / 1000
        lines = request.lines.map {
            Line(number: $0.number, kind: $0.kind, place: $0.place.word, quantityThousandths: $0.quantity)
        }
        created = OutputTime(wire: request.created)
        requestExpires = OutputTime(wire: request.notAfter)
        expires = OutputTime(wire: session.expires)
        watched = session.watched
        checkWords = session.checkWords
        verdict = session.hasVerdict ? VerdictOutput(session.verdict) : nil
        grant = session.hasGrant ? GrantOutput(session.grant) : nil
        outcomes = session.outcomes.map(OutcomeOutput.init)
        operations = session.operations.compactMap(OperationOutput.init)
        bytesUsed = session.bytesUsed
        endedCode = session.endedCode.isEmpty ? nil : session.endedCode
        waits =
            session.waitsCode.isEmpty
            ? nil
            : ConditionOutput(
                WireVerdictCondition.with {
                    $0.code = session.waitsCode
                    $0.parameters = session.waitsParameters
                })
        ready = OutputTime(wire: session.ready)
        costLimitRials = session.costLimit
    }
}

/// What the relay said of coverage and cost.
package struct VerdictOutput: Encodable, Sendable {
    let priceRials: Int64
    let validUntil: OutputTime?
    let parts: [VerdictPartOutput]
    let conditions: [ConditionOutput]

    init(_ verdict: WireVerdict) {
        priceRials = verdict.price
        validUntil = OutputTime(wire: verdict.validUntil)
        conditions = verdict.conditions.map(ConditionOutput.init)
        parts = verdict.parts.map(VerdictPartOutput.init)
    }
}

/// What the customer allowed.
package struct GrantOutput: Encodable, Sendable {
    let approver: String
    let approverUid: UInt32
    let scope: [String]
    let byteLimit: UInt64?
    let durationSeconds: Int64
    let approved: OutputTime?
    let notAfter: OutputTime?
    let acceptedCostRials: Int64

    init(_ grant: WireGrant) {
        approver = DisplayText.stripped(grant.approver.name)
        approverUid = grant.approver.uid
        scope = grant.scope
        byteLimit = grant.byteLimit == 0 ? nil : grant.byteLimit
        durationSeconds = grant.durationMs / 1000
        approved = OutputTime(wire: grant.approved)
        notAfter = OutputTime(wire: grant.notAfter)
        acceptedCostRials = grant.acceptedCost
    }
}

/// What an operation did on this machine.
package struct OutcomeOutput: Encodable, Sendable {
    package struct File: Encodable, Sendable {
        let path: String
        let size: UInt64
        /// Absent where the file was deleted.
        let sha256: String?
        let backup: String?
    }

    let operation: String
    let result: String
    let code: String?
    let files: [File]
    /// Of a command or a script that had begun.
    let command: CommandEffectOutput?
    /// Of a diagnosis: what was found, taken out and left out.
    let diagnosis: DiagnosisEffect?
    let bytes: UInt64
    let started: OutputTime?
    let finished: OutputTime?

    init(_ outcome: WireOutcome) {
        operation = outcome.operation
        result = outcome.result.word
        code = outcome.code.isEmpty ? nil : outcome.code
        files = outcome.files.map {
            File(
                path: $0.path, size: $0.size, sha256: $0.deleted ? nil : Hexadecimal.encode($0.digest),
                backup: $0.backup.isEmpty ? nil : $0.backup)
        }
        command = outcome.hasCommand ? CommandEffectOutput(outcome.command) : nil
        diagnosis = outcome.diagnosisEffect
        bytes = outcome.bytes
        started = OutputTime(wire: outcome.started)
        finished = OutputTime(wire: outcome.finished)
    }
}
