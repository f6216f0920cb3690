package import Primitives
import Storage

/// A person's question, on its way to the relay or answered by it.
package struct Question: Hashable, Sendable {
    /// The relay's word about it.
    package enum Answer: Hashable, Sendable {
        /// Taken, under this number (H-12); due at this time, nil where the plan promises none.
        case number(String, due: Timestamp?)
        case refused(Failure.Code, [String: String])
    }

    /// Under which the relay knows it, chosen here.
    package let relayKey: String
    package let product: String
    /// Empty once the relay has it.
    package let text: String
    /// The local person's name.
    package let person: String
    package let stored: Timestamp
    /// nil: it waits for the relay.
    package let answer: Answer?

    init(_ row: Row) throws {
        relayKey = try row.value("relay_key")
        product = try row.value("product")
        text = try row.value("text")
        person = try row.value("person")
        stored = try row.value("stored")
        if let number = try row.value("number", as: String?.self) {
            answer = .number(number, due: try row.value("due"))
        } else if let code = try row.value("refusal", as: String?.self) {
            answer = .refused(Failure.Code(rawValue: code), try row.value("refusal_parameters"))
        } else {
            answer = nil
        }
    }
}

/// What a person asks.
package struct NewQuestion: Sendable {
    /// Who asks; keys of different people are different questions.
    package let uid: UInt32
    /// Chosen by the person's program, once for each question.
    package let key: String
    package let product: String
    package let text: String
    package let person: String

    package init(uid: UInt32, key: String, product: String, text: String, person: String) {
        self.uid = uid
        self.key = key
        self.product = product
        self.text = text
        self.person = person
    }
}
