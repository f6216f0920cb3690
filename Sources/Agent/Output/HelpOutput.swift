import Cryptography
import Documents
package import Messages
import Primitives
import Sessions

/// `ask`: what was asked from this machine.
package struct HelpOutput: Encodable, Sendable {
    package struct Event: Encodable, Sendable {
        let state: String
        let time: OutputTime?
        let actor: String
        let text: String
    }

    package struct File: Encodable, Sendable {
        let name: String
        let size: UInt64
        let sha256: String
        /// Whether the vendor has all of it.
        let complete: Bool
    }

    package struct Question: Encodable, Sendable {
        /// Absent where the vendor does not have it.
        let number: String?
        /// `open`, `taken`, `waiting`, `closed`; of this machine: `unsent`, `refused`.
        let state: String
        let text: String
        let product: String
        let person: String
        let asked: OutputTime?
        let due: OutputTime?
        let overdue: Bool
        let takenBy: String?
        let waitsFor: String?
        let answer: String?
        /// Why the vendor's relay did not take it: a code.
        let refusal: String?
        let files: [File]
        let events: [Event]
    }

    let requests: [Question]
    /// Whether these are all, and not only those that wait here.
    let complete: Bool

    package init(_ requests: [WireHelpView], isComplete: Bool = true) {
        self.requests = requests.map { Question($0) }
        complete = isComplete
    }

    /// A question that was asked just now, with the files that went with it.
    package init(_ asked: Asking.Result) {
        let files = asked.attachments.map {
            File(
                name: $0.name, size: UInt64($0.size), sha256: Hexadecimal.encode($0.digest.bytes), complete: asked.isSent)
        }
        requests = [Question(asked.question, files: files)]
        complete = true
    }
}

extension HelpOutput.Question {
    fileprivate init(_ view: WireHelpView, files: [HelpOutput.File]? = nil) {
        let isRefused = view.state == "refused"
        self.init(
            number: view.number.isEmpty ? nil : view.number, state: view.state, text: HelpText.clean(view.text),
            product: DisplayText.stripped(view.product), person: DisplayText.stripped(view.person),
            asked: OutputTime(wire: view.asked), due: OutputTime(wire: view.due), overdue: view.overdue,
            takenBy: view.takenBy.isEmpty ? nil : DisplayText.stripped(view.takenBy),
            waitsFor: view.waitsFor.isEmpty ? nil : HelpText.clean(view.waitsFor),
            answer: view.answer.isEmpty || isRefused ? nil : HelpText.clean(view.answer), refusal: isRefused ? view.answer : nil,
            files: files
                ?? view.attachments.map {
                    HelpOutput.File(
                        name: DisplayText.stripped($0.name), size: $0.size, sha256: Hexadecimal.encode($0.digest),
                        complete: $0.complete)
                },
            events: view.events.map {
                HelpOutput.Event(
                    state: $0.state, time: OutputTime(wire: $0.time), actor: DisplayText.stripped($0.actor),
                    text: HelpText.clean($0.text))
            })
    }
}
