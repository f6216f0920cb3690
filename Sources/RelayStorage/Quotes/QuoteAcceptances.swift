package import Cryptography
import Entitlement
package import Primitives
import Storage

/// An acceptance that came by phone or letter, as a technician writes it down.
package struct RecordedAcceptance: Hashable, Sendable {
    /// Who said yes.
    package let person: String
    package let how: StoredQuoteEvent.Channel
    /// The SHA-256 of a letter or recording, and where it is kept.
    package let proof: Digest?
    package let attachment: AttachmentID?

    package init(person: String, how: StoredQuoteEvent.Channel, proof: Digest? = nil, attachment: AttachmentID? = nil) {
        self.person = person
        self.how = how
        self.proof = proof
        self.attachment = attachment
    }

    var detail: StoredQuoteEvent.Detail {
        var detail = StoredQuoteEvent.Detail(how: how, proof: proof?.description)
        detail.attachment = attachment
        return detail
    }
}

extension Quotes {
    /// Writes down what the customer said; it waits for a second person. The same again changes nothing.
    ///
    /// Throws `quote.field`, `quote.state`, `storage.no-such-row`.
    package func recordAcceptance(
        _ acceptance: RecordedAcceptance, of id: QuoteID, by technician: TechnicianID, at time: Timestamp
    ) throws -> Quote {
        guard CommerceText.isFilled(acceptance.person) else { throw Failure(.quoteField, ["field": "by"]) }
        guard acceptance.how != .prompt else { throw Failure(.quoteField, ["field": "how"]) }
        guard acceptance.how != .letter || acceptance.proof != nil else { throw Failure(.quoteField, ["field": "proof"]) }
        let quote = try require(id)
        let actor = technician.description
        if quote.waitsForSecondPerson, let last = quote.events.last, last.actor == actor, last.person == acceptance.person,
            last.detail == acceptance.detail
        {
            return quote
        }
        let state = quote.state(at: time)
        guard state == .quoted, !quote.waitsForSecondPerson else { throw quote.wrongState(state, .accepted) }
        try append(.recorded, .quoted, to: id, actor: actor, person: acceptance.person, detail: acceptance.detail, at: time)
        return try require(id)
    }

    /// The second person's word: another technician. Rejected, the quote stands as it did before.
    ///
    /// Throws `confirmation.same-person`, `confirmation.nothing`, `storage.no-such-row`.
    package func confirmAcceptance(
        of id: QuoteID, by technician: TechnicianID, isRejected: Bool = false, at time: Timestamp
    ) throws -> Quote {
        let quote = try require(id)
        let actor = technician.description
        let step: StoredQuoteEvent.Step = isRejected ? .rejected : .accepted
        // The same word again, by the same person.
        if let last = quote.events.last, last.step == step, last.actor == actor, last.detail.how != .prompt { return quote }
        guard quote.waitsForSecondPerson, let recorded = quote.events.last else {
            throw Failure(.confirmationNothing, ["subject": quote.name])
        }
        guard recorded.actor != actor else { throw Failure(.confirmationSamePerson, ["subject": quote.name]) }
        try append(
            step, isRejected ? .quoted : .accepted, to: id, actor: actor, person: isRejected ? "" : recorded.person,
            detail: isRejected ? StoredQuoteEvent.Detail() : recorded.detail, at: time)
        return try require(id)
    }

    /// Takes a quote for a hold; one that the customer accepts with this hold becomes accepted, signed.
    ///
    /// Whether it lapsed was judged by the verdict, at the time of the request: who was asked in time may answer in the
    /// request's own time. Throws `quote.state` where it is not accepted or no work can come of it, `quote.in-use`,
    /// `storage.no-such-row`.
    func use(_ number: Int64, acceptance: PromptAcceptance?, actor: String, at time: Timestamp) throws -> Quote {
        let quote = try require(number: number)
        let state = quote.storedState
        guard state.isOpen, quote.content.allotment == nil else { throw quote.wrongState(state, .performed) }
        guard try transaction.charges.live(of: quote.id) == nil else { throw Failure(.quoteInUse, ["quote": quote.name]) }
        guard state == .quoted else { return quote }
        guard let acceptance else { throw quote.wrongState(state, .performed) }
        let detail = StoredQuoteEvent.Detail(how: .prompt, proof: acceptance.evidence)
        try append(.accepted, .accepted, to: quote.id, actor: actor, person: acceptance.person, detail: detail, at: time)
        return try require(quote.id)
    }
}
