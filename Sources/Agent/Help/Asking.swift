import Cryptography
package import Logging
package import Messages
import Primitives
import Sessions
import SwiftProtobuf
import Transport

/// A question with its files, from a person's program through the agent to the relay.
///
/// The same words and product within a day are the same question, so that a command that was stopped goes on when it is run again.
package struct Asking: Sendable {
    /// What became of it.
    package struct Result: Sendable {
        package let question: WireHelpView
        package let attachments: [OutgoingAttachment]
        /// Whether the relay has all; else it is kept here without its files, and sent later.
        package var isSent: Bool { !question.number.isEmpty }
    }

    private let home: AgentHome
    private let logger: Logger
    private let patience: Duration

    package init(_ home: AgentHome, logger: Logger, patience: Duration = AttachmentLimits.patience) {
        self.home = home
        self.logger = logger
        self.patience = patience
    }

    /// - Parameters:
    ///   - paths: files that go with it.
    ///   - again: a new question, although the same words were asked within a day.
    ///   - progress: file, bytes that the relay has, bytes in all.
    /// - Throws: `help.text`, `help.attachments-full`, what `OutgoingAttachment` throws before anything is asked; then what agent and
    ///   relay refuse with.
    package func ask(
        _ text: String, product: String, paths: [String], again: Bool = false,
        progress: (OutgoingAttachment, Int64) -> Void = { _, _ in }
    ) async throws -> Result {
        try QuestionText.check(text)
        try QuestionText.check(name: product)
        guard paths.count <= AttachmentLimits.files else {
            throw Failure(.helpAttachmentsFull, ["files": String(AttachmentLimits.files), "bytes": ""])
        }
        let attachments = try paths.map { try OutgoingAttachment(path: $0) }
        let call = WireHelpAskCall.with {
            $0.key = Self.key(text, product, again: again)
            $0.text = text
            $0.product = product
        }
        let question = try await LocalAccess.use(home, logger: logger) { try await $0.ask(call) }
        let result = Result(question: question, attachments: attachments)
        guard result.isSent else { return result }
        for attachment in attachments {
            try await send(attachment, of: question.number) { progress(attachment, $0) }
        }
        return result
    }

    /// Goes on after interruptions, as long as the file has moved within `patience`.
    private func send(_ attachment: OutgoingAttachment, of request: String, progress: (Int64) -> Void) async throws {
        var reached: Int64 = -1
        var moved = ContinuousClock.now
        while true {
            do {
                let service = try await LocalAccess.connect(home, logger: logger)
                defer { service.connection.close() }
                return try await AttachmentSending(attachment: attachment, request: request).send(by: service) { held in
                    if held > reached { (reached, moved) = (held, ContinuousClock.now) }
                    progress(held)
                }
            } catch let failure as Failure where failure.isInterruption || Self.isAway(failure) {
                guard ContinuousClock.now - moved < patience else { throw failure }
                try await Task.sleep(for: Self.pause)
            }
        }
    }

    private static let pause: Duration = .milliseconds(500)

    private static func isAway(_ failure: Failure) -> Bool {
        failure.code == .agentRelayAway || failure.code == .agentNotRunning
    }

    private static func key(_ text: String, _ product: String, again: Bool) -> String {
        let salt = again ? HelpRequestID.random().description : ""
        return Digest.of(Array((product + "\0" + text + "\0" + salt).utf8)).description
    }
}
