import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Transport

/// A call's words for a quote as what the storage prices.
struct QuoteAsking {
    let call: WireQuoteMakeCall
    let lookup: Lookup

    init(_ call: WireQuoteMakeCall, _ lookup: Lookup) {
        (self.call, self.lookup) = (call, lookup)
    }

    /// Throws `call.invalid`, `find.nothing`, `find.ambiguous`.
    func quote() throws -> NewQuote {
        try FieldChecks.word(call.kind, "kind")
        let account = try lookup.account(contract: call.contract, customer: call.customer, line: call.line)
        let place = try ServicePlace(wire: call.place)
        let asked = WorkAsked(lookup: lookup, account: account)
        var quote = NewQuote(key: call.key, account: account, kind: try asked.kind(call.kind), place: place)
        if let quantity = try FieldChecks.quantity(call.quantity) { quote.quantity = quantity }
        quote.cap = try FieldChecks.quantity(call.cap, "cap")
        quote.unit = try FieldChecks.optionalWord(call.unit, "unit")
        quote.lines = try lines()
        quote.discount = try discount()
        if call.hasTaxPermille {
            try FieldChecks.require((0...QuoteCalculation.permilleLimit).contains(call.taxPermille), "tax_permille")
            quote.taxPermille = call.taxPermille
        }
        try FieldChecks.require(call.validMs >= 0, "valid_ms")
        if call.validMs > 0 { quote.validFor = .milliseconds(call.validMs) }
        quote.distance = try asked.distance(metres: call.metres, source: "", site: call.site, at: place)
        if !call.allotment.isEmpty {
            try FieldChecks.word(call.allotment, "allotment")
            quote.allotment = QuotaName(rawValue: call.allotment)
        }
        return quote
    }

    private func lines() throws -> [QuoteLine] {
        try FieldChecks.require(call.items.count <= CommerceLimits.quoteLines, "items")
        return try call.items.map { item in
            let rate = try FieldChecks.rials(item.unitPrice, "unit_price")
            guard let quantity = try FieldChecks.quantity(item.quantity, "quantity") else {
                throw Failure(.callInvalid, ["field": "quantity"])
            }
            let amount = try rate.times(quantity)
            try FieldChecks.require(item.amount == 0 || item.amount == amount.rials, "amount")
            let unit: TariffLine.Unit = try FieldChecks.optionalWord(item.unit, "unit") ?? .count
            return QuoteLine(
                title: LocalizedText(persian: item.description_p, english: item.description_p),
                tariffLine: item.tariffLine.isEmpty ? nil : item.tariffLine, quantity: quantity, unit: unit, rate: rate,
                amount: amount)
        }
    }

    private func discount() throws -> QuoteCalculation.Discount? {
        try FieldChecks.require(call.discountPermille == 0 || call.discountRials == 0, "discount")
        guard call.discountRials == 0 else {
            return .amount(try FieldChecks.rials(call.discountRials, "discount_rials"))
        }
        guard call.discountPermille != 0 else { return nil }
        try FieldChecks.require((1...QuoteCalculation.permilleLimit).contains(call.discountPermille), "discount_permille")
        return .permille(call.discountPermille)
    }
}

extension ServicePlace {
    /// Throws `object.field`, `object.unknown-field`, `call.invalid`.
    init(wire: WirePlace) throws {
        guard let place = ServicePlace(rawValue: try Sessions.Place(wire: wire).rawValue) else {
            throw Failure(.callInvalid, ["field": "place"])
        }
        self = place
    }
}
