import Cryptography
import Documents
import Messages
import Primitives
import Sentences
import Sessions
import SignedObjects

/// A session on a page: what was asked, what the verdict is, what became of it.
enum SessionPage {
    static func write(_ facts: SessionFacts, to page: inout Page) {
        let language = page.language
        let (view, request) = (facts.view, facts.request.body)
        page.line("\(facts.number)  \(language.session(view.state, because: view.reason))", .strong)
        page.field(.machine, machine(view.machineName, request.machine, view.customer))
        if !view.online, facts.phase != .ended, view.lastSeen != 0 {
            let time = page.time(Timestamp(milliseconds: view.lastSeen))
            page.line("\(language.word(.away)), \(language.word(.since)) \(time)", .warning)
        }
        page.composed(.reason, language.quoted(request.reason))
        page.field(.reference, request.reference)
        page.field(.scope, request.scope.words.map(\.description).joined(separator: " "))
        if let limit = request.scope.byteLimit { page.composed(.byteLimit, language.bytes(limit)) }
        page.composed(.duration, language.duration(request.duration))
        page.field(.checkWords, facts.checkWords, .strong)
        if let verdict = facts.verdict?.body.wire {
            page.line(language.word(.verdict) + ":")
            page.verdict(verdict.parts, verdict.conditions)
            page.composed(.cost, language.money(rials: verdict.price))
        }
        deadlines(facts, to: &page)
        lines(facts, to: &page)
        for outcome in facts.outcomes {
            let operation = facts.operations.first { $0.digest == outcome.body.operationDigest }
            self.outcome(outcome.body, of: operation?.body, to: &page)
        }
        for operation in facts.running {
            page.line(language.word(.noOutcomeYet), .warning)
            write(OperationText.fields(operation.body, in: language), to: &page)
        }
    }

    private static func write(_ fields: [(label: Phrase, value: String)], to page: inout Page) {
        for (label, value) in fields { page.line(page.language.phrase(label) + ": " + value) }
    }

    private static func machine(_ name: String, _ id: MachineID, _ customer: String) -> String {
        let name = DisplayText.stripped(name)
        let customer = DisplayText.stripped(customer)
        return (name.isEmpty ? id.description : name) + (customer.isEmpty ? "" : " (\(customer))")
    }

    private static func deadlines(_ facts: SessionFacts, to page: inout Page) {
        guard facts.phase != .ended else { return }
        guard let grant = facts.grant?.body else {
            return page.composed(.requestExpires, page.time(facts.request.body.notAfter))
        }
        if case .person(let person) = grant.basis { page.field(.approver, DisplayText.stripped(person.name)) }
        page.field(.allowed, grant.scope.words.map(\.description).joined(separator: " "))
        page.composed(.grantExpires, page.time(grant.notAfter))
    }

    private static func lines(_ facts: SessionFacts, to page: inout Page) {
        let language = page.language
        for line in facts.view.lines where !["", "none"].contains(line.settlement) {
            let settlement =
                switch line.settlement {
                case "held": language.word(.reserved)
                case "consumed": language.word(.used) + " " + language.quantity(thousandths: line.consumed)
                case "returned": language.word(.givenBack)
                default: language.state(line.settlement)
                }
            page.composed(.settlement, "\(line.line.kind): \(settlement)")
        }
    }

    /// How a command ended, and the digests of what it wrote.
    private static func command(_ effect: CommandEffect, to page: inout Page) {
        let language = page.language
        if let exit = effect.exit { page.field(.exitStatus, "\(exit)") }
        if let signal = effect.signal { page.field(.signal, "\(signal)") }
        for (word, part) in [(Word.commandOutput, effect.output), (.commandErrors, effect.errors)] {
            page.composed(word, language.bytes(part.bytes))
            page.field(.digest, part.digest.description)
        }
        if effect.isTruncated { page.line(language.word(.outputCut), .warning) }
    }

    /// - Parameter operation: what was asked for, where it says more than the outcome.
    static func outcome(_ outcome: Outcome, of operation: Operation? = nil, to page: inout Page) {
        let language = page.language
        if let operation { write(OperationText.fields(operation, in: language), to: &page) }
        let succeeded = outcome.result == .succeeded
        page.composed(
            .outcome, language.session(outcome.result.rawValue, because: outcome.code), succeeded ? .good : .bad)
        // With the reason that a person gave, the path or program that it was about.
        if let failure = outcome.failure, !failure.parameters.isEmpty { page.line(language.sentence(for: failure)) }
        for file in outcome.files {
            page.field(.file, DisplayText.stripped(file.path, limit: SessionLimits.pathBytes))
            page.composed(.size, language.bytes(file.size))
            page.field(.digest, file.digest?.description ?? "")
            page.field(.backup, DisplayText.stripped(file.backup))
        }
        if let command = outcome.command { self.command(command, to: &page) }
        if let diagnosis = outcome.diagnosis { write(OperationText.fields(diagnosis, in: language), to: &page) }
        if operation?.isBundle ?? (outcome.diagnosis?.readings == 0) {
            page.line(language.phrase(outcome.files.isEmpty ? .bundleKept : .bundleSent))
        }
    }
}
