package import Cryptography
package import Primitives

/// One piece of work under a session (`hamyar/operation/1`, signed over the request's digest by who signed the request:
/// the technician, or the machine itself where the agent began).
package struct Operation: Hashable, Sendable {
    package enum Work: Hashable, Sendable {
        case push(FilePush)
        case pull(FilePull)
        case list(FileList)
        case install(ProductInstall)
        case patch(PatchWork)
        case diagnosis(Diagnosis)
        case command(CommandRun)
        case script(ScriptRun)
    }

    package let request: Digest
    package let session: SessionID
    package let operation: OperationID
    package let line: Int
    package let notAfter: Timestamp
    package let work: Work

    /// - Throws: `object.field` when a value is outside its range.
    package init(
        request: Digest, session: SessionID, operation: OperationID, line: Int, notAfter: Timestamp, work: Work
    ) throws(Failure) {
        try Field.check((1...SessionLimits.lines).contains(line), "line", limit: SessionLimits.lines)
        try Field.check(notAfter.milliseconds >= 0, "not_after")
        self.request = request
        self.session = session
        self.operation = operation
        self.line = line
        self.notAfter = notAfter
        self.work = work
    }

    /// A diagnosis that is kept, as distinct from live figures.
    package var isBundle: Bool {
        if case .diagnosis(let diagnosis) = work { !diagnosis.isLive } else { false }
    }

    /// The scope words that a grant must have for this.
    package var needed: [ScopeWord] {
        switch work {
        case .push(let push): [.push(push.destination)] + (push.deletesExtraneous ? [.delete(push.destination)] : [])
        case .pull(let pull): [.pull(pull.source)]
        case .list(let list): [.list(list.path)]
        case .install(let install): [.update(product: install.product)]
        case .patch(let patch): [.patch(product: patch.product)]
        case .diagnosis(let diagnosis): [diagnosis.isLive ? .watch : .diagnose]
        case .command(let command): [command.needed]
        case .script(let script): [.script(name: script.name)]
        }
    }
}
