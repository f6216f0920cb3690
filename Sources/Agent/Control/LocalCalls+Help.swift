import AgentStorage
import AuditLog
package import Messages
import Primitives
import Sessions
import SwiftProtobuf
import Transport

/// Questions to the vendor, their files, and what the customer prepares.
extension LocalCalls {
    /// Keeps the question, then waits until the relay has taken it, as long as the relay can be reached.
    ///
    /// - Returns: with its number; or in the state `unsent`: it is sent when the relay can be reached.
    package func ask(_ call: WireHelpAskCall) async throws -> WireHelpView {
        try QuestionText.check(call.text)
        try QuestionText.check(name: call.product)
        try QuestionText.check(name: call.key)
        guard !call.key.isEmpty else { throw Failure(.callInvalid, ["field": "key"]) }
        let kept = try await questions.keep(
            NewQuestion(
                uid: person.approver.uid, key: call.key, product: call.product, text: call.text, person: person.approver.name))
        let question = try await answered(kept)
        if case .refused(let code, let parameters) = question.answer {
            try await questions.forget(question)
            throw Failure(code, parameters)
        }
        return WireHelpView(question)
    }

    private func answered(_ kept: Question) async throws -> Question {
        let deadline = ContinuousClock.now + LocalLimits.activationWait
        while true {
            let version = questions.changes.version
            let question = try await questions.find(kept.relayKey) ?? kept
            let left = deadline - ContinuousClock.now
            guard question.answer == nil, link.value.connectedSince != nil, left > .zero else { return question }
            await questions.changes.wait(after: version, atMost: left)
            try Task.checkCancellation()
        }
    }

    /// One piece of a file, on to the relay. Throws `agent.relay-away`, `help.attachment`, and what the relay refuses with.
    package func attach(_ call: WireAttachmentPutCall) async throws -> WireAttachmentState {
        guard call.content.count <= AttachmentLimits.pieceBytes else { throw Failure(.callInvalid, ["field": "content"]) }
        guard !call.helpRequest.isEmpty else { throw Failure(.callInvalid, ["field": "help_request"]) }
        return try await link.connection.call(.attachmentPut, call, timeout: LocalLimits.relayWait)
    }

    /// The questions that the relay does not have, then the machine's own as the relay has them.
    ///
    /// Throws `agent.relay-away` after the first, where it cannot be reached.
    func asked(_ send: @Sendable (WireHelpListReply) async throws -> Void) async throws {
        let unsent = try await questions.unsent()
        var pages = ReplyPages<WireHelpView>()
        for question in unsent {
            if let full = try pages.add(WireHelpView(question)) { try await send(.with { $0.requests = full }) }
        }
        let rest = pages.rest
        try await send(.with { $0.requests = rest })
        for try await page in try await link.connection.follow(.helpOwn, WireEmpty()) { try await send(page) }
    }

    package func asked() async throws -> HelpList {
        let gathered = Gathered<WireHelpView>()
        return await HelpList.gather(gathered) { try await asked { page in gathered.add(page.requests) } }
    }

    /// What was to be prepared is there. Throws `agent.relay-away`.
    package func ready(_ subject: String) async throws -> WireReadyReply {
        let subject = try Subject.parse(subject, families: ["H", "S"])
        let connection = try link.connection
        try await log(.customerReady, ["subject": subject])
        let call = WireReadyCall.with {
            $0.subject = subject
            $0.person = person.approver.name
        }
        let reply = try await connection.call(.ready, call, timeout: LocalLimits.relayWait)
        if subject.hasPrefix("S-") { try await desk.ready(subject) }
        return reply
    }
}

extension WireHelpView {
    /// A question that is here: with its number where the relay has it, else `unsent` or `refused`.
    init(_ question: Question) {
        self.init()
        product = question.product
        text = question.text
        person = question.person
        asked = question.stored.milliseconds
        switch question.answer {
        case .number(let number, let due):
            state = "open"
            self.number = number
            self.due = due?.milliseconds ?? 0
        case .refused(let code, let parameters):
            state = "refused"
            answer = code.rawValue
            events = parameters.sorted { $0.key < $1.key }.map { name, value in
                WireHelpEvent.with { ($0.state, $0.actor, $0.text) = ("refused", name, value) }
            }
        case nil:
            state = "unsent"
        }
    }
}
