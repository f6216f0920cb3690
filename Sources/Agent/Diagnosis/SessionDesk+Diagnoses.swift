import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import Primitives
import Sessions
import SignedObjects
import Storage

/// Diagnoses on the disk: each step is there before it is told, and what a person decides is in the log.
extension SessionDesk {
    /// Collecting begins. What an earlier attempt collected is made anew.
    func collects(_ operation: Operation) throws {
        let time = clock.reading().wall
        try journal.database.write { try $0.diagnoses.begin(operation.operation, session: operation.session, at: time) }
        changes.raise()
    }

    /// There is something to look at. The log says so before a person is asked.
    func waits(_ operation: Operation, findings: Int, redactions: Int) throws {
        try journal.write(at: clock.reading().wall) { entries, transaction in
            try transaction.diagnoses.waits(
                operation.operation, findings: UInt64(clamping: findings), redactions: UInt64(clamping: redactions))
            entries.add(.diagnosisWaits, Self.ids(operation))
        }
        prompts.add(operation.session)
        changes.raise()
    }

    func diagnosis(_ operation: OperationID) throws -> StoredDiagnosis? {
        try journal.database.read { try $0.diagnoses.find(operation) }
    }

    /// Newest first.
    func diagnoses() throws -> [StoredDiagnosis] {
        try journal.database.read { try $0.diagnoses.all() }
    }

    /// The customer lets exactly these bytes leave, while the grant still stands.
    ///
    /// Throws `consent.not-approver`, `diagnosis.not-waiting`, `session.…`, `operation.too-many-bytes`.
    func approve(
        _ id: OperationID, _ bundle: StoredDiagnosis.Bundle, redactions: Int, by person: ConfiguredPerson
    ) throws -> StoredDiagnosis {
        let known = try decidable(id, by: person)
        let session = try require(known.session)
        guard permits[id]?.closed == nil, session.session.phase == .active else {
            throw Failure(.sessionWrongState, ["session": session.number, "state": session.session.phase.rawValue])
        }
        if let stored = try journal.database.read({ try $0.operations.find(id) }) {
            let operation: SignedObject<Operation> = try trust.current().reopen(
                SignedMessage(bytes: stored.operation.bytes), from: session.session.requester)
            guard !exceeds(operation.body, size: bundle.size) else {
                throw Failure(
                    .operationTooManyBytes,
                    [
                        "operation": id.description, "bytes": String(bundle.size),
                        "limit": String(session.grant?.body.scope.byteLimit ?? 0),
                    ])
            }
        }
        let time = clock.reading().wall
        try journal.write(at: time) { entries, transaction in
            try transaction.diagnoses.approve(
                id, bundle, redactions: UInt64(clamping: redactions), by: person.approver.name, at: time)
            entries.add(
                .diagnosisApproved,
                [
                    "session": known.session.description, "operation": id.description, "uid": String(person.approver.uid),
                    "sha256": bundle.digest.description, "left_out": String(bundle.leftOut.count),
                ])
        }
        changes.raise()
        return try decided(id)
    }

    /// The customer keeps it.
    ///
    /// Throws `consent.not-approver`, `diagnosis.not-waiting`.
    func withhold(_ id: OperationID, reason: String, by person: ConfiguredPerson) throws -> StoredDiagnosis {
        let known = try decidable(id, by: person)
        let time = clock.reading().wall
        let reason = DisplayText.stripped(reason, limit: SessionLimits.noteCharacters)
        try journal.write(at: time) { entries, transaction in
            try transaction.diagnoses.withhold(id, reason: reason, by: person.approver.name, at: time)
            entries.add(
                .diagnosisWithheld,
                ["session": known.session.description, "operation": id.description, "uid": String(person.approver.uid)])
        }
        changes.raise()
        return try decided(id)
    }

    /// Signs what became of it. The caller tells the relay.
    func finish(
        _ running: RunningOperation, diagnosis: DiagnosisEffect?, files: [FileEffect], manifest: Digest?, bytes: UInt64
    ) throws -> SignedObject<Outcome> {
        let outcome = try finish(
            running, .succeeded, files: files, manifest: manifest, diagnosis: diagnosis, bytes: bytes)
        try ended(running.authorized.operation.body.operation, wasSent: true)
        return outcome
    }

    /// It did not come to its end.
    func ended(_ id: OperationID, wasSent: Bool) throws {
        try journal.database.write { try $0.diagnoses.end(id, wasSent: wasSent) }
        changes.raise()
    }

    /// Files of diagnoses whose time is over; their rows go too. Returns what may be removed.
    func overdueDiagnoses() throws -> [OperationID] {
        let time = clock.reading().wall
        let over = try journal.database.read { try $0.diagnoses.overdue(at: time) }.filter { permits[$0.operation] == nil }
        if !over.isEmpty {
            try journal.database.write { transaction in
                for diagnosis in over { try transaction.diagnoses.remove(diagnosis.operation) }
            }
        }
        return over.map(\.operation)
    }

    private func decidable(_ id: OperationID, by person: ConfiguredPerson) throws -> StoredDiagnosis {
        guard person.mayApprove else { throw Failure(.consentNotApprover, ["name": person.approver.name]) }
        let known = try decided(id)
        guard known.state == .waiting else {
            throw Failure(.diagnosisNotWaiting, ["operation": id.description, "state": known.state.rawValue])
        }
        return known
    }

    private func decided(_ id: OperationID) throws -> StoredDiagnosis {
        guard let known = try diagnosis(id) else { throw Failure(.diagnosisUnknown, ["text": id.description]) }
        return known
    }

    private static func ids(_ operation: Operation) -> [String: String] {
        ["session": operation.session.description, "operation": operation.operation.description]
    }
}

extension AuditKind {
    /// A bundle waits for the customer's word.
    static let diagnosisWaits = AuditKind(rawValue: "diagnosis.waits")
    /// The customer let a bundle leave: these very bytes.
    static let diagnosisApproved = AuditKind(rawValue: "diagnosis.approved")
    /// The customer kept a bundle.
    static let diagnosisWithheld = AuditKind(rawValue: "diagnosis.withheld")
}
