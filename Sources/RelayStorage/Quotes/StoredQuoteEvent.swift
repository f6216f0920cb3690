package import Entitlement
package import Primitives
import Storage

/// One step of a quote's life; none is ever changed.
package struct StoredQuoteEvent: Hashable, Sendable {
    package enum Step: String, Codable, Sendable, CaseIterable {
        case made
        /// Somebody says that the customer accepted; a second person must confirm it.
        case recorded
        /// The second person did not confirm.
        case rejected
        case accepted
        case withdrawn
        case lapsed
        case prepaid
        case performed
        case invoiced
        case paid
        case credited
    }

    /// How the customer said yes.
    package enum Channel: String, Codable, Sendable, CaseIterable {
        /// At the agent's prompt: signed by the customer's side.
        case prompt
        case phone
        case letter
    }

    /// What only some steps have.
    package struct Detail: Hashable, Codable, Sendable {
        package var how: Channel?
        /// The grant's digest or the proof's, in hexadecimal.
        package var proof: String?
        package var attachment: AttachmentID?
        /// A bill's or payment's number.
        package var reference: String?
        package var used: Quantity?
        package var actual: Money?

        package init(how: Channel? = nil, proof: String? = nil, reference: String? = nil) {
            self.how = how
            self.proof = proof
            self.reference = reference
        }
    }

    package let step: Step
    /// The state after it.
    package let state: QuoteState
    /// A technician's id, or the hold's actor.
    package let actor: String
    /// Who accepted; empty for other steps.
    package let person: String
    package let detail: Detail
    package let time: Timestamp
}

extension StoredQuoteEvent {
    init(_ row: Row) throws {
        self.init(
            step: try row.word("event"), state: try row.word("state"), actor: try row.value("actor"),
            person: try row.value("person"), detail: try row.json("detail"), time: try row.value("time"))
    }
}
