import Primitives
import Testing

@testable import Entitlement

@Suite struct QuoteCalculationTests {
    @Test(arguments: [
        ([4_500_000], nil, 100, 4_500_000, 0, 450_000, 4_950_000),
        ([14_000_000, 600_000], QuoteCalculation.Discount.permille(100), 100, 14_600_000, 1_460_000, 1_314_000, 14_454_000),
        // A started rial of tax is a rial; one of discount is taken off.
        ([105], .permille(5), 90, 105, 1, 10, 114),
        ([1_000], .amount(Money(rials: 1_000)), 100, 1_000, 1_000, 0, 0),
        ([], nil, 100, 0, 0, 0, 0),
    ])
    func `A21 the foot of a quote`(
        amounts: [Int64], discount: QuoteCalculation.Discount?, permille: Int64, subtotal: Int64, off: Int64, tax: Int64,
        total: Int64
    ) throws {
        let sums = try QuoteCalculation(amounts: amounts.map { Money(rials: $0) }, discount: discount, taxPermille: permille)
        #expect([sums.subtotal, sums.discount, sums.tax, sums.total].map(\.rials) == [subtotal, off, tax, total])
    }

    @Test func `no discount and no tax is more than the whole`() throws {
        let price = [Money(rials: 1000)]
        #expect(throws: Never.self) { try QuoteCalculation(amounts: price, discount: .permille(1000), taxPermille: 1000) }
        let attempts: [() throws -> QuoteCalculation] = [
            { try QuoteCalculation(amounts: price, discount: .permille(1001), taxPermille: 0) },
            { try QuoteCalculation(amounts: price, discount: .permille(-1), taxPermille: 0) },
            { try QuoteCalculation(amounts: price, discount: .amount(Money(rials: 1001)), taxPermille: 0) },
            { try QuoteCalculation(amounts: price, discount: .amount(Money(rials: -1)), taxPermille: 0) },
            { try QuoteCalculation(amounts: price, taxPermille: 1001) },
            { try QuoteCalculation(amounts: price, taxPermille: -1) },
            { try QuoteCalculation(amounts: [Money(rials: -1)], taxPermille: 0) },
        ]
        for attempt in attempts {
            let failure = #expect(throws: Failure.self) { try attempt() }
            #expect(failure?.code == .quoteField)
        }
        let failure = #expect(throws: Failure.self) {
            try QuoteCalculation(amounts: [Money(rials: .max), Money(rials: 1)], taxPermille: 0)
        }
        #expect(failure?.code == .amountOverflow)
    }
}
