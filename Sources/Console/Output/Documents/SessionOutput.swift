import Cryptography
import Documents
import Messages
import Primitives
import Sentences
import Sessions
import SignedObjects

/// A session as the technician sees it: every signed object in it was verified.
package struct SessionOutput: Report {
    package struct Line: Encodable, Sendable {
        let number: UInt32
        let kind: String
        let place: String
        let quantityThousandths: Int64
        let contractLine: String?
        /// `held`, `consumed`, `returned`, `disputed`, `none`.
        let settlement: String
        let consumedThousandths: Int64
    }

    package struct Verdict: Encodable, Sendable {
        let priceRials: Int64
        let validUntil: OutputTime
        let parts: [VerdictPartOutput]
        let conditions: [ConditionOutput]
    }

    package struct Grant: Encodable, Sendable {
        let approver: String?
        let scope: [String]
        let byteLimit: UInt64?
        let durationSeconds: Int64
        let approved: OutputTime
        let notAfter: OutputTime
        let acceptedCostRials: Int64
    }

    package struct Event: Encodable, Sendable {
        let state: String
        let time: OutputTime?
        let code: String?
    }

    let session: String
    let number: String
    let state: String
    let machine: String
    let machineName: String
    let customer: String
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
    let created: OutputTime
    let requestExpires: OutputTime
    let expires: OutputTime?
    let online: Bool
    let lastSeen: OutputTime?
    let checkWords: String
    let lines: [Line]
    let verdict: Verdict?
    let grant: Grant?
    let outcomes: [OutcomeOutput]
    /// Commands, scripts and diagnoses.
    let operations: [OperationOutput]
    let events: [Event]
    let endedReason: String?
    private let facts: SessionFacts

    package init(_ facts: SessionFacts) {
        self.facts = facts
        let (view, request) = (facts.view, facts.request.body)
        session = view.session
        number = facts.number
        state = view.state
        machine = request.machine.description
        machineName = DisplayText.stripped(view.machineName)
        customer = DisplayText.stripped(view.customer)
        technician = request.technician?.description
        update = request.update.map(UpdateOutput.init)
        technicianName = DisplayText.stripped(request.technicianName)
        reason = DisplayText.stripped(request.reason)
        reference = DisplayText.stripped(request.reference)
        scope = request.scope.words.map(\.description)
        byteLimit = request.scope.byteLimit
        durationSeconds = request.duration.wholeMilliseconds / 1000
        created = OutputTime(request.created)
        requestExpires = OutputTime(request.notAfter)
        expires = OutputTime(wire: view.expires)
        online = view.online
        lastSeen = OutputTime(wire: view.lastSeen)
        checkWords = facts.checkWords
        lines = request.lines.map { line in
            let shown = view.lines.first { $0.line.number == UInt32(clamping: line.number) }
            return Line(
                number: UInt32(clamping: line.number), kind: line.kind, place: line.place.rawValue,
                quantityThousandths: line.quantity, contractLine: line.contractLine?.description,
                settlement: shown.map(\.settlement).flatMap { $0.isEmpty ? nil : $0 } ?? "none",
                consumedThousandths: shown?.consumed ?? 0)
        }
        verdict = facts.verdict.map { verdict in
            let wire = verdict.body.wire
            return Verdict(
                priceRials: wire.price, validUntil: OutputTime(verdict.body.validUntil),
                parts: wire.parts.map(VerdictPartOutput.init), conditions: wire.conditions.map(ConditionOutput.init))
        }
        grant = facts.grant.map { grant in
            var approver: String?
            if case .person(let person) = grant.body.basis { approver = DisplayText.stripped(person.name) }
            return Grant(
                approver: approver, scope: grant.body.scope.words.map(\.description), byteLimit: grant.body.scope.byteLimit,
                durationSeconds: grant.body.duration.wholeMilliseconds / 1000, approved: OutputTime(grant.body.approved),
                notAfter: OutputTime(grant.body.notAfter), acceptedCostRials: grant.body.acceptedCost)
        }
        outcomes = facts.outcomes.map { OutcomeOutput($0.body) }
        let running = Set(facts.running.map(\.digest))
        operations = facts.operations.compactMap {
            OperationOutput($0.body, digest: $0.digest, running: running.contains($0.digest))
        }
        events = view.events.map {
            Event(state: $0.state, time: OutputTime(wire: $0.time), code: $0.code.isEmpty ? nil : $0.code)
        }
        endedReason = view.reason.isEmpty ? nil : view.reason
    }

    private enum CodingKeys: String, CodingKey {
        case session, number, state, machine, machineName, customer, technician, technicianName, reason, reference, scope
        case byteLimit, durationSeconds, created, requestExpires, expires, online, lastSeen, checkWords, lines, verdict, grant
        case outcomes, operations, events, endedReason
    }

    package func write(to page: inout Page) {
        SessionPage.write(facts, to: &page)
    }
}

/// What an operation did on the machine, as the agent signed it.
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
    let bytes: UInt64
    let started: OutputTime
    let finished: OutputTime
    /// Of a diagnosis: what was found, taken out and left out.
    let diagnosis: DiagnosisEffect?

    init(_ outcome: Outcome) {
        operation = outcome.operation.description
        result = outcome.result.rawValue
        code = outcome.code.isEmpty ? nil : outcome.code
        files = outcome.files.map {
            File(
                path: DisplayText.stripped($0.path, limit: SessionLimits.pathBytes), size: $0.size,
                sha256: $0.digest?.description,
                backup: $0.backup.isEmpty ? nil : DisplayText.stripped($0.backup))
        }
        command = outcome.command.map { CommandEffectOutput($0) }
        bytes = outcome.bytes
        started = OutputTime(outcome.started)
        finished = OutputTime(outcome.finished)
        diagnosis = outcome.diagnosis
    }
}

/// `session list`, the newest first.
package struct SessionsOutput: Report {
    let sessions: [SessionOutput]

    package init(_ sessions: [SessionFacts]) {
        self.sessions = sessions.sorted { $0.request.body.created > $1.request.body.created }.map(SessionOutput.init)
    }

    package func write(to page: inout Page) {
        page.table(Self.table(sessions, page), ifEmpty: .noSessions)
    }

    static func table(_ sessions: [SessionOutput], _ page: Page) -> Table {
        let language = page.language
        var table = Table(
            [.number, .state, .machine, .customer, .kind, .technician, .time].map { Table.Column(language.word($0)) })
        for session in sessions {
            table.add([
                session.number, language.session(session.state, because: session.endedReason), session.machineName,
                session.customer, session.lines.map(\.kind).joined(separator: ", "), session.technicianName,
                page.time(session.created),
            ])
        }
        return table
    }
}
