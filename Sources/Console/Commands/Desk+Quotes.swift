import Messages
import Primitives
import SwiftProtobuf
import Transport

/// Quotes: prices that a customer accepts before the work.
extension TechnicianDesk {
    package func make(_ quote: NewQuote, key: String) async throws -> QuoteOutput {
        try await choosingLine(for: quote.question) { line in
            var quote = quote
            quote.line = line
            return try await output(call(.quoteMake, quote.message(key: key)))
        }
    }

    package func quote(_ number: String) async throws -> QuoteOutput {
        try await output(call(.quoteShow, WireQuoteCall.with { $0.quote = number }))
    }

    /// - Parameter contract: number or id; nil: of all.
    package func quotes(of contract: String?, openOnly: Bool) async throws -> QuotesOutput {
        let call = WireQuoteListCall.with {
            $0.contract = contract ?? ""
            $0.openOnly = openOnly
        }
        return QuotesOutput(try await replies(.quoteList, call).flatMap(\.quotes))
    }

    /// Writes down that a customer accepted elsewhere than at the prompt. It counts when a second person has confirmed it, and is
    /// marked as not signed by the customer wherever it shows.
    ///
    /// - Parameters:
    ///   - how: `phone`, `letter`.
    ///   - proof: id of the uploaded proof.
    package func recordAcceptance(
        of quote: String, by name: String, how: String, proof: String, key: String
    ) async throws -> QuoteOutput {
        try await output(
            call(
                .quoteAccept,
                WireQuoteAcceptCall.with {
                    $0.key = key
                    $0.quote = quote
                    $0.by = name
                    $0.how = how
                    $0.proof = proof
                }))
    }

    /// - Parameters:
    ///   - state: `withdrawn`, `prepaid`, `performed`, `invoiced`, `paid`, `credited`.
    ///   - actual: how much was performed; nil: as quoted.
    package func mark(
        _ quote: String, _ state: String, reference: String, actual: TypedQuantity?, key: String
    ) async throws -> QuoteOutput {
        var thousandths: Int64 = 0
        if let actual {
            // The quote's own unit, which only the relay knows.
            let shown = try await call(.quoteShow, WireQuoteCall.with { $0.quote = quote })
            thousandths = try actual.thousandths(ofUnit: shown.unit, option: "--actual")
        }
        return try await output(
            call(
                .quoteMark,
                WireQuoteMarkCall.with {
                    $0.key = key
                    $0.quote = quote
                    $0.state = state
                    $0.reference = reference
                    $0.actual = thousandths
                }))
    }

    /// With the names of its positions in both languages, where a tariff priced them.
    private func output(_ quote: WireQuoteView) async throws -> QuoteOutput {
        guard quote.items.contains(where: { !$0.tariffLine.isEmpty }) else { return QuoteOutput(quote) }
        return QuoteOutput(quote, tariffs: try await replies(.tariffList, WireEmpty()).flatMap(\.tariffs))
    }
}
