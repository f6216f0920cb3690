import AgentStorage
import AuditLog
import FileTransfer
import Messages
import Primitives
import Sessions
import Storage

/// Keeps what people here ask until the relay has it, and says what became of it.
package actor QuestionKeeper {
    let journal: AgentJournal
    private let clock: any MachineClock
    /// Raised with each question and each answer, so that the reporter and whoever waits look again.
    nonisolated let changes: ChangeSignal
    private let disk = DiskThread("questions")

    init(journal: AgentJournal, clock: any MachineClock, changes: ChangeSignal) {
        self.journal = journal
        self.clock = clock
        self.changes = changes
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    private var now: Timestamp { clock.reading().wall }

    /// Stores a question, with its entry of the log. The same key and content again is the one that is here.
    func keep(_ new: NewQuestion) throws -> Question {
        let question = try journal.write(at: now) { [now] entries, transaction in
            let kept = try transaction.questions.keep(new, at: now)
            if kept.isNew { entries.add(.customerAsked, ["question": kept.question.relayKey, "uid": String(new.uid)]) }
            return kept.question
        }
        changes.raise()
        return question
    }

    func find(_ relayKey: String) throws -> Question? {
        try journal.database.read { try $0.questions.find(relayKey: relayKey) }
    }

    /// What the relay does not have yet, oldest first.
    func waiting() throws -> [Question] {
        try journal.database.read { try $0.questions.waiting() }
    }

    /// What it does not have or did not take, newest first.
    func unsent() throws -> [Question] {
        try journal.database.read { try $0.questions.unsent() }
    }

    func taken(_ question: Question, as view: WireHelpView) throws {
        let due = view.due == 0 ? nil : Timestamp(milliseconds: view.due)
        let number = DisplayText.stripped(view.number, limit: SessionLimits.nameCharacters)
        try journal.database.write { [now] in
            try $0.questions.taken(question.relayKey, number: number, due: due, at: now)
        }
        changes.raise()
    }

    func refused(_ question: Question, _ failure: Failure) throws {
        try journal.database.write { [now] in try $0.questions.refused(question.relayKey, failure, at: now) }
        changes.raise()
    }

    /// Whoever asked has heard that it was refused.
    func forget(_ question: Question) throws {
        try journal.database.write { try $0.questions.remove(question.relayKey) }
    }
}

extension QuestionKeeper {
    /// One entry of the log.
    func log(_ kind: AuditKind, _ ids: [String: String]) throws {
        try journal.write(at: now) { entries, _ in entries.add(kind, ids) }
    }
}
