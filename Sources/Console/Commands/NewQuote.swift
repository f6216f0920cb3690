import Messages
import Primitives
package import Sessions
import SignedObjects
import SwiftProtobuf

/// What `quote make` was told.
package struct NewQuote: Sendable {
    /// Number or id; empty for a prospect.
    package var contract = ""
    package var customer = ""
    package var line = ""
    package var kind: String
    package var place: Place
    package var quantity: TypedQuantity?
    /// More than this is never charged; nil: the quantity.
    package var cap: TypedQuantity?
    /// Priced by hand; none: as the plan and the tariff price it.
    package var items: [PricedText] = []
    package var discount: TypedDiscount?
    /// The rate of value added tax in thousandths, where no tariff knows it.
    package var taxPermille: Int64?
    /// Days; nil: ten.
    package var validDays: UInt32?
    package var metres: Int64 = 0
    package var site = ""
    /// A quota of which units are sold (requirement B5.6).
    package var allotment = ""

    package init(kind: String, place: Place) {
        self.kind = kind
        self.place = place
    }

    /// The same as a question, for the choice of a line.
    var question: PhoneQuestion {
        var question = PhoneQuestion(kind: kind, place: place)
        question.contract = contract
        question.line = line
        question.quantity = quantity
        question.metres = metres
        question.site = site
        return question
    }

    /// - Throws: `console.argument` where quantity and cap are of two units.
    func message(key: String) throws(Failure) -> WireQuoteMakeCall {
        if let quantity, let cap, quantity.unit != cap.unit {
            throw Failure(.consoleArgument, ["option": "--cap", "value": cap.unitWord, "reason": "--quantity"])
        }
        if quantity == nil, let cap {
            throw Failure(.consoleArgument, ["option": "--cap", "value": cap.unitWord, "reason": "--quantity"])
        }
        return WireQuoteMakeCall.with {
            $0.key = key
            $0.contract = contract
            $0.customer = customer
            $0.line = line
            $0.kind = kind
            $0.place = place.wire
            $0.quantity = quantity?.thousandths ?? TypedQuantity.oneUnit
            $0.cap = cap?.thousandths ?? 0
            $0.unit = quantity?.unitWord ?? ""
            $0.items = items.map { item in
                WireQuoteItem.with {
                    $0.description_p = item.text
                    $0.quantity = TypedQuantity.oneUnit
                    $0.unitPrice = item.rials
                    $0.amount = item.rials
                }
            }
            switch discount {
            case .permille(let permille): $0.discountPermille = permille
            case .rials(let rials): $0.discountRials = rials
            case nil: break
            }
            if let taxPermille { $0.taxPermille = taxPermille }
            $0.validMs = Int64(validDays ?? 0) * TypedDays.milliseconds
            $0.metres = metres
            $0.site = site
            $0.allotment = allotment
        }
    }
}
