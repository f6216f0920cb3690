import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Storage

/// What people see of a quote: what it offers, who said yes and how, and what became of it.
struct QuoteViews {
    let lookup: Lookup
    let now: Timestamp

    private var transaction: Transaction { lookup.transaction }

    /// As much of it as one reply holds.
    func full(_ quote: Quote) throws -> WireQuoteView {
        var room = ReplyRoom(ReplyRoom.elementBytes)
        return try view(quote, &room)
    }

    /// - Parameter room: what is left for its positions, conditions and events.
    func view(_ quote: Quote, _ room: inout ReplyRoom) throws -> WireQuoteView {
        var view = try head(quote)
        _ = try room.takes(view)
        let items = quote.content.lines.map { WireQuoteItem($0) }
        view.items = try items.filter { try room.takes($0) }
        view.conditions = try quote.content.conditions.map { WireTitled($0) }.filter { try room.takes($0) }
        view.events = try room.newest(quote.events.suffix(DeskLimits.events).map { try event($0) })
        view.cut =
            view.items.count < items.count || view.conditions.count < quote.content.conditions.count
            || view.events.count < quote.events.count
        return view
    }

    private func head(_ quote: Quote) throws -> WireQuoteView {
        let content = quote.content
        var view = WireQuoteView()
        view.id = quote.id.description
        view.number = "Q-\(quote.number)"
        view.state = quote.state(at: now).rawValue
        view.contract = try quote.contract.flatMap { try transaction.contracts.find($0) }.map { "C-\($0.number)" } ?? ""
        view.customer = try transaction.customers.require(quote.customer).name
        view.line = quote.line?.description ?? ""
        view.product = try quote.line.map { try transaction.standings.line($0).line.product } ?? ""
        view.kind = content.kind.rawValue
        view.kindPersian = content.title.persian
        view.kindEnglish = content.title.english
        view.place = content.place.rawValue
        view.quantity = content.quantity.thousandths
        view.cap = content.cap.thousandths
        view.unit = content.unit.rawValue
        view.subtotal = content.sums.subtotal.rials
        view.discount = content.sums.discount.rials
        view.discountBy = try content.discountBy.map { try lookup.name(of: $0) } ?? ""
        view.taxPermille = content.sums.taxPermille
        view.tax = content.sums.tax.rials
        view.total = content.total.rials
        view.tariff = content.tariff ?? ""
        view.validUntil = quote.validUntil.milliseconds
        view.madeBy = try lookup.name(of: quote.technician.description)
        view.made = quote.made.milliseconds
        view.waitsForSecondPerson = quote.waitsForSecondPerson
        view.actual = quote.actual?.rials ?? 0
        view.allotment = content.allotment?.rawValue ?? ""
        if let acceptance = quote.acceptance { try add(acceptance, to: &view) }
        return view
    }

    private func add(_ acceptance: Quote.Acceptance, to view: inout WireQuoteView) throws {
        view.acceptedBy = acceptance.person
        view.acceptedHow = acceptance.how.rawValue
        view.signedByCustomer = acceptance.isSigned
        view.proof = Data(acceptance.proof.flatMap { Hexadecimal.decode($0) } ?? [])
        view.secondPerson = try acceptance.secondPerson.map { try lookup.name(of: $0) } ?? ""
    }

    private func event(_ event: StoredQuoteEvent) throws -> WireQuoteEvent {
        var view = WireQuoteEvent()
        view.state = event.step == .made ? QuoteState.quoted.rawValue : event.step.rawValue
        view.time = event.time.milliseconds
        view.actor = try lookup.name(of: event.actor)
        let detail = event.detail
        view.detail = [event.person, detail.how?.rawValue ?? "", detail.reference ?? ""].filter { !$0.isEmpty }
            .joined(separator: ", ")
        return view
    }
}

extension WireQuoteItem {
    init(_ line: QuoteLine) {
        self.init()
        description_p = line.title.english
        tariffLine = line.tariffLine ?? ""
        quantity = line.quantity.thousandths
        unit = line.unit.rawValue
        unitPrice = line.rate.rials
        amount = line.amount.rials
    }
}
