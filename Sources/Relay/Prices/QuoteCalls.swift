import AuditLog
import Cryptography
import Entitlement
import Messages
import Primitives
import RelayStorage
import Storage
import SwiftProtobuf
import Transport

/// Quotes: made, shown, accepted on the phone or by letter, and what becomes of them (requirements A16, A17, B5.6, B8b).
struct QuoteCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.quoteMake, to: Caller.isTechnician) { try await make($0.technician, $1) }
        router.answer(.quoteShow, to: Caller.isTechnician) { try await show($0.technician, $1) }
        router.feed(.quoteList, to: Caller.isTechnician) { try await list($0.technician, $1, $2) }
        router.answer(.quoteAccept, to: Caller.isTechnician) { try await accept($0.technician, $1) }
        router.answer(.quoteMark, to: Caller.isTechnician) { try await mark($0.technician, $1) }
    }

    private func make(_ technician: Caller.Technician, _ call: WireQuoteMakeCall) async throws -> WireQuoteView {
        try await context.change(
            .quoteMake, call, key: .required(call.key), by: DeskChange.Author(technician)
        ) { change in
            let quote = try change.transaction.quotes.make(
                QuoteAsking(call, change.lookup).quote(), by: technician.id, in: change.setting(), at: change.now)
            return try told(.quoteMade, quote, change)
        }
    }

    private func show(_ technician: Caller.Technician, _ call: WireQuoteCall) async throws -> WireQuoteView {
        let now = context.clock.now()
        return try await context.database.read { transaction in
            let lookup = Lookup(transaction: transaction, scope: technician.scope)
            return try QuoteViews(lookup: lookup, now: now).full(lookup.quote(call.quote))
        }
    }

    private func list(
        _ technician: Caller.Technician, _ call: WireQuoteListCall,
        _ send: @Sendable (WireQuoteListReply) async throws -> Void
    ) async throws {
        let now = context.clock.now()
        let (pages, isCut) = try await context.database.read { transaction in
            let lookup = Lookup(transaction: transaction, scope: technician.scope)
            let contract = try call.contract.isEmpty ? nil : lookup.contract(call.contract).id
            let views = QuoteViews(lookup: lookup, now: now)
            let quotes = try transaction.quotes.list(
                contract: contract, openOnly: call.openOnly, scope: technician.scope, at: now)
            return (try ReplyRoom.pages(of: quotes.map { try views.full($0) }), quotes.count >= CommerceLimits.listRows)
        }
        for (index, page) in pages.enumerated() {
            try await send(
                WireQuoteListReply.with {
                    $0.quotes = page
                    $0.cut = isCut && index == pages.count - 1
                })
        }
    }

    /// What the customer said on the phone or wrote; it waits for a second person.
    private func accept(_ technician: Caller.Technician, _ call: WireQuoteAcceptCall) async throws -> WireQuoteView {
        let how: StoredQuoteEvent.Channel = try FieldChecks.value(call.how, "how")
        return try await context.change(
            .quoteAccept, call, key: .required(call.key), by: DeskChange.Author(technician)
        ) { change in
            let proof = try call.proof.isEmpty ? nil : attachment(call.proof, change.lookup)
            let acceptance = RecordedAcceptance(person: call.by, how: how, proof: proof?.digest, attachment: proof?.id)
            let quote = try change.transaction.quotes.recordAcceptance(
                acceptance, of: change.lookup.quote(call.quote).id, by: technician.id, at: change.now)
            return try told(.quoteAcceptanceRecorded, quote, change)
        }
    }

    /// Whole, or it proves nothing.
    private func attachment(_ text: String, _ lookup: Lookup) throws -> StoredAttachment {
        guard let id = AttachmentID(text) else { throw Failure(.callInvalid, ["field": "proof"]) }
        let attachment = try lookup.attachment(id)
        guard attachment.isComplete else { throw Failure(.attachmentAbsent, ["id": id.description]) }
        return attachment
    }

    private func mark(_ technician: Caller.Technician, _ call: WireQuoteMarkCall) async throws -> WireQuoteView {
        let state: QuoteState = try FieldChecks.value(call.state, "state")
        let used = try FieldChecks.quantity(call.actual, "actual")
        return try await context.change(
            .quoteMark, call, key: .required(call.key), by: DeskChange.Author(technician)
        ) { change in
            let quote = try change.transaction.quotes.mark(
                change.lookup.quote(call.quote).id, state, reference: call.reference, used: used, by: technician.id,
                in: change.setting(), at: change.now)
            return try told(.quoteMarked, quote, change)
        }
    }

    private func told(_ kind: AuditKind, _ quote: Quote, _ change: DeskChange) throws -> WireQuoteView {
        try change.log(
            kind, ["quote": quote.id.description, "number": "Q-\(quote.number)", "state": quote.storedState.rawValue],
            content: quote.digest)
        return try QuoteViews(lookup: change.lookup, now: change.now).full(quote)
    }
}

extension AuditKind {
    static let quoteMade = AuditKind(rawValue: "quote.made")
    static let quoteAcceptanceRecorded = AuditKind(rawValue: "quote.acceptance-recorded")
    /// By the customer at the agent's prompt, or by the second person's word.
    static let quoteAccepted = AuditKind(rawValue: "quote.accepted")
    static let quoteRejected = AuditKind(rawValue: "quote.rejected")
    static let quoteMarked = AuditKind(rawValue: "quote.marked")
    static let quoteLapsed = AuditKind(rawValue: "quote.lapsed")
}
