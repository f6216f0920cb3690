import Entitlement
import Primitives

extension NewQuote {
    /// Throws `quote.field` with the name of what is missing, too long or impossible.
    func check() throws {
        try expect(CommerceText.isFilled(key, limit: CommerceLimits.keyCharacters), "key")
        try expect(CommerceText.isFilled(kind.rawValue), "kind")
        try expect(quantity > .zero && quantity.thousandths <= CommerceLimits.quantity, "quantity")
        if let cap { try expect(cap >= quantity && cap.thousandths <= CommerceLimits.quantity, "cap") }
        try expect(validFor > .zero && validFor <= CommerceLimits.longestQuoteLife, "valid")
        try expect(distance.map { $0.metres > 0 && CommerceText.isFilled($0.source) } ?? true, "distance")
        try expect(lines.count <= CommerceLimits.quoteLines, "items")
        for line in lines {
            try expect(
                CommerceText.isFilled(line.title.persian) && CommerceText.isFilled(line.title.english), "description")
            try expect(line.quantity > .zero && line.quantity.thousandths <= CommerceLimits.quantity, "quantity")
            try expect((Money.zero...Money(rials: CommerceLimits.lineRials)).contains(line.rate), "unit_price")
            // The amount is what the page shows: it must follow from what stands beside it.
            try expect(line.amount.rials <= CommerceLimits.lineRials, "amount")
            try expect(line.rate.times(line.quantity) == line.amount, "amount")
        }
        guard allotment != nil else { return }
        guard case .line = account, cap == nil || cap == quantity else { throw Failure(.quoteField, ["field": "allotment"]) }
    }

    private func expect(_ condition: Bool, _ field: String) throws {
        guard condition else { throw Failure(.quoteField, ["field": field]) }
    }
}
