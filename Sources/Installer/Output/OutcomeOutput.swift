import Cryptography
import Primitives
import Sentences
import Updates

/// How an install ended, as a document has it.
struct OutcomeOutput: Encodable {
    let id: String
    let from: String?
    let to: String
    let outcome: String
    let oldDown: Bool
    let reported: Bool
    let begun: String
    let ended: String
    let fromTree: String?
    let toTree: String?
    let steps: [Step]
    let reason: ReasonOutput?

    struct Step: Encodable {
        let step: String
        let exit: Int32?
        let millis: Int64
        let detail: String
    }

    init(_ outcome: InstallOutcome, in language: Language) {
        id = outcome.id
        from = outcome.from
        to = outcome.to
        self.outcome = outcome.word.rawValue
        oldDown = outcome.isOldDown
        reported = outcome.isReported
        begun = MetadataTime.text(outcome.begun)
        ended = MetadataTime.text(outcome.ended)
        fromTree = outcome.fromTree?.description
        toTree = outcome.toTree?.description
        steps = outcome.steps.map { Step(step: $0.step.rawValue, exit: $0.exit, millis: $0.millis, detail: $0.detail) }
        reason = outcome.reason.map { ReasonOutput($0, in: language) }
    }
}

/// Why something was not done: the code for programs, the sentence for people.
struct ReasonOutput: Encodable {
    let code: String
    let parameters: [Parameter]
    let sentence: String

    struct Parameter: Encodable {
        let name: String
        let value: String
    }

    init(_ reason: InstallReason, in language: Language) {
        code = reason.code
        parameters = reason.parameters.sorted { $0.key < $1.key }.map { Parameter(name: $0.key, value: $0.value) }
        sentence = language.sentence(for: reason.failure)
    }
}
