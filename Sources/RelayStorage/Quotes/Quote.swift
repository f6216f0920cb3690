package import Cryptography
package import Entitlement
package import Primitives
import Storage

/// A priced offer with everything that became of it.
package struct Quote: Hashable, Sendable {
    /// How the customer said yes.
    package struct Acceptance: Hashable, Sendable {
        package let person: String
        package let how: StoredQuoteEvent.Channel
        /// False: "not signed by the customer", wherever it shows.
        package let isSigned: Bool
        /// The grant's digest or the proof's, in hexadecimal.
        package let proof: String?
        package let attachment: AttachmentID?
        package let recordedBy: String
        /// nil while one is waited for, and where the customer signed.
        package let secondPerson: String?
        package let time: Timestamp
    }

    package let id: QuoteID
    /// Shown as `Q-12`.
    package let number: Int64
    package let technician: TechnicianID
    package let customer: CustomerID
    package let contract: ContractID?
    /// nil for a prospect.
    package let line: ContractLineID?
    package let content: QuoteContent
    /// SHA-256 of the content's canonical JSON.
    package let digest: Digest
    package let made: Timestamp
    package let validUntil: Timestamp
    /// Oldest first; the first one is the making.
    package let events: [StoredQuoteEvent]

    /// As stored; `state(at:)` is what people see.
    package var storedState: QuoteState { events.last?.state ?? .quoted }

    /// Lapsed as soon as its time is over, unless somebody has said yes before.
    package func state(at time: Timestamp) -> QuoteState {
        storedState == .quoted && time >= validUntil && !waitsForSecondPerson ? .lapsed : storedState
    }

    /// Somebody recorded an acceptance, and nobody else has confirmed it yet.
    package var waitsForSecondPerson: Bool {
        storedState == .quoted && events.last?.step == .recorded
    }

    /// The acceptance that counts, or the recorded one that waits.
    package var acceptance: Acceptance? {
        guard let index = events.lastIndex(where: { $0.step == .accepted || $0.step == .recorded }),
            waitsForSecondPerson || events[index].step == .accepted, let how = events[index].detail.how
        else { return nil }
        let event = events[index]
        let recorder = how == .prompt ? event : events[...index].last { $0.step == .recorded } ?? event
        return Acceptance(
            person: event.person, how: how, isSigned: how == .prompt, proof: event.detail.proof,
            attachment: event.detail.attachment, recordedBy: recorder.actor,
            secondPerson: how == .prompt || event.step == .recorded ? nil : event.actor, time: event.time)
    }

    /// What was charged in the end; nil until the work was done.
    package var actual: Money? { events.last { $0.step == .performed }?.detail.actual }

    /// As an evaluation must know it. Throws `quote.state` where no work can come of it: it lapsed, was used, or sells an
    /// allotment.
    package func price(at time: Timestamp) throws(Failure) -> QuotedPrice {
        let state = state(at: time)
        guard state.isOpen, content.allotment == nil else {
            throw wrongState(state, .performed)
        }
        return QuotedPrice(
            id: id, number: number, line: line, kind: content.kind, place: content.place, cap: content.cap,
            total: content.total, validUntil: validUntil, isAccepted: state != .quoted)
    }

    var name: String { "Q-\(number)" }

    func wrongState(_ state: QuoteState, _ wanted: QuoteState) -> Failure {
        Failure(.quoteState, ["quote": name, "state": state.rawValue, "wanted": wanted.rawValue])
    }
}
