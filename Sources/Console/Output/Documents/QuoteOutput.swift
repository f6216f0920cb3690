import Cryptography
import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// A quote: `quote make`, `show`, `record-acceptance`, `mark`.
package struct QuoteOutput: Report {
    package struct Position: Encodable, Sendable {
        let description: String
        /// As the tariff names the line; absent where it was priced by hand, or the tariff is not known here.
        let persian: String?
        let english: String?
        /// Absent where it was priced by hand.
        let tariffLine: String?
        let quantityThousandths: Int64
        let unit: String
        let unitPriceRials: Int64
        let amountRials: Int64
    }

    package struct Condition: Encodable, Sendable {
        let name: String
        let persian: String
        let english: String
    }

    package struct Event: Encodable, Sendable {
        let state: String
        let time: OutputTime?
        let actor: String
        let detail: String
    }

    let id: String
    let number: String
    let state: String
    let contract: String
    let customer: String
    let line: String
    let product: String
    let kind: String
    let kindPersian: String
    let kindEnglish: String
    let place: String
    let quantityThousandths: Int64
    let capThousandths: Int64
    let unit: String
    let positions: [Position]
    let subtotalRials: Int64
    let discountRials: Int64
    let discountBy: String
    let taxPermille: Int64
    let taxRials: Int64
    let totalRials: Int64
    let tariff: String?
    let conditions: [Condition]
    let validUntil: OutputTime?
    let madeBy: String
    let made: OutputTime?
    let acceptedBy: String?
    /// `prompt`, `phone`, `letter`.
    let acceptedHow: String?
    let signedByCustomer: Bool
    let proofSha256: String?
    let secondPerson: String?
    let waitsForSecondPerson: Bool
    let actualRials: Int64?
    let allotment: String?
    let events: [Event]
    let cut: Bool

    /// - Parameter tariffs: by which positions are named in both languages.
    package init(_ quote: WireQuoteView, tariffs: [WireTariffView] = []) {
        id = quote.id
        number = quote.number
        state = quote.state
        contract = quote.contract
        customer = DisplayText.stripped(quote.customer)
        line = quote.line
        product = DisplayText.stripped(quote.product)
        kind = quote.kind
        kindPersian = DisplayText.stripped(quote.kindPersian)
        kindEnglish = DisplayText.stripped(quote.kindEnglish)
        place = quote.place
        quantityThousandths = quote.quantity
        capThousandths = quote.cap
        unit = quote.unit
        let lines = tariffs.first { $0.name == quote.tariff }?.lines ?? []
        positions = quote.items.map { item in Position(item, line: lines.first { $0.code == item.tariffLine }) }
        subtotalRials = quote.subtotal
        discountRials = quote.discount
        discountBy = DisplayText.stripped(quote.discountBy)
        taxPermille = quote.taxPermille
        taxRials = quote.tax
        totalRials = quote.total
        tariff = Self.present(quote.tariff)
        conditions = quote.conditions.map(Condition.init)
        validUntil = OutputTime(wire: quote.validUntil)
        madeBy = DisplayText.stripped(quote.madeBy)
        made = OutputTime(wire: quote.made)
        acceptedBy = Self.present(DisplayText.stripped(quote.acceptedBy))
        acceptedHow = Self.present(quote.acceptedHow)
        signedByCustomer = quote.signedByCustomer
        proofSha256 = Digest(bytes: quote.proof)?.description
        secondPerson = Self.present(DisplayText.stripped(quote.secondPerson))
        waitsForSecondPerson = quote.waitsForSecondPerson
        actualRials = quote.actual > 0 ? quote.actual : nil
        allotment = Self.present(quote.allotment)
        cut = quote.cut
        events = quote.events.map {
            Event(
                state: $0.state, time: OutputTime(wire: $0.time), actor: DisplayText.stripped($0.actor),
                detail: DisplayText.stripped($0.detail))
        }
    }

    /// Somebody said that the customer accepts, and the customer signed nothing.
    var isUnsigned: Bool { acceptedBy != nil && !signedByCustomer }

    func kindTitle(in language: Language) -> String { language == .english ? kindEnglish : kindPersian }

    /// `Q-12 accepted 1,250,000 rials (125,000 toman), not signed by the customer`
    func summary(in language: Language) -> String {
        let parts = [number, language.state(state), language.money(rials: totalRials)].joined(separator: " ")
        return isUnsigned ? language.list(parts: [parts, language.word(.notSigned)]) : parts
    }

    package func write(to page: inout Page) {
        QuotePage.write(self, to: &page)
    }

    private static func present(_ text: String) -> String? { text.isEmpty ? nil : text }
}

extension QuoteOutput.Position {
    init(_ item: WireQuoteItem, line: WireTariffLineView?) {
        self.init(
            description: DisplayText.stripped(item.description_p), persian: line.map { DisplayText.stripped($0.persian) },
            english: line.map { DisplayText.stripped($0.english) }, tariffLine: item.tariffLine.isEmpty ? nil : item.tariffLine,
            quantityThousandths: item.quantity, unit: item.unit, unitPriceRials: item.unitPrice, amountRials: item.amount)
    }
}

extension QuoteOutput.Position {
    func title(in language: Language) -> String {
        (language == .english ? english : persian) ?? description
    }
}

extension QuoteOutput.Condition {
    init(_ condition: WireTitled) {
        self.init(
            name: condition.name, persian: DisplayText.stripped(condition.persian),
            english: DisplayText.stripped(condition.english))
    }

    func text(in language: Language) -> String { language == .english ? english : persian }
}

/// `quote list`.
package struct QuotesOutput: Report {
    let quotes: [QuoteOutput]

    package init(_ quotes: [WireQuoteView]) {
        self.quotes = quotes.map { QuoteOutput($0) }
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table(
            [.number, .state, .contract, .customer, .kind].map { Table.Column(language.word($0)) } + [
                Table.Column(language.word(.total), isNumber: true), Table.Column(language.word(.validUntil)),
                Table.Column(language.word(.note)),
            ])
        for quote in quotes {
            table.add([
                quote.number, language.state(quote.state), quote.contract, quote.customer, quote.kindTitle(in: language),
                language.money(rials: quote.totalRials), page.time(quote.validUntil),
                language.word(quote.isUnsigned ? .notSigned : .nothing),
            ])
        }
        page.table(table, ifEmpty: .noQuotes)
    }
}
