import Primitives
import Testing

@testable import Entitlement

struct QuantityTests {
    @Test(arguments: [("2", 2000), ("0.5", 500), ("۱٫۲۵", 1250), ("0", 0), ("1.005", 1005), ("١٢", 12_000)])
    func reads(text: String, thousandths: Int64) throws {
        #expect(try Quantity(parsing: text).thousandths == thousandths)
    }

    @Test(arguments: ["", ".", "1.", ".5", "-1", "1.0005", "1e3", "1,5", "99999999999999999999", "+1", "1.2.3", " 1"])
    func refuses(text: String) {
        #expect(throws: Failure.self) { try Quantity(parsing: text) }
    }

    @Test(arguments: [(2000, "2"), (500, "0.5"), (-1250, "-1.25"), (5, "0.005"), (Int64.min, "-9223372036854775.808")])
    func isWrittenShort(thousandths: Int64, text: String) {
        #expect(Quantity(thousandths: thousandths).description == text)
    }

    @Test func sumsThatDoNotFitAreErrors() {
        #expect(throws: Failure.self) { try Quantity(units: .max) }
        #expect(throws: Failure.self) { try Quantity(thousandths: .max).adding(Quantity(thousandths: 1)) }
        #expect(throws: Failure.self) { try Quantity.zero.subtracting(Quantity(thousandths: .min)) }
        #expect(throws: Failure.self) { try Money(rials: .max).adding(Money(rials: 1)) }
        #expect(throws: Failure.self) { try Money(rials: .max).times(.one) }
    }
}

struct TextFoldingTests {
    @Test(arguments: [
        ("شركت حسابداري", "شرکت حسابداری"), ("نرم‌افزار", "نرم افزار"), ("نرم‌افزار", "نرمافزار"), ("قرارداد ۱۲۳", "قرارداد 123"),
        ("قرارداد ١٢٣", "قرارداد 123"), ("  Padra   Co ", "padra co"), ("علـــی", "علي"), ("موسى", "موسی"),
    ])
    func whatLooksTheSameIsFoundTheSame(one: String, other: String) {
        #expect(TextFolding.searchKey(one) == TextFolding.searchKey(other))
    }

    @Test func foldingKeepsOneBlankBetweenWords() {
        #expect(TextFolding.fold(" شرکت\u{a0} \tپادرا\n") == "شرکت پادرا")
    }
}

struct LedgerRuleTests {
    let bucket = BucketID.random()

    @Test func aClosingSplitsWhatIsHeld() throws {
        let balances = try Balances.zero.applying(LedgerRules.grant(try Quantity(units: 2), to: bucket))
        let held = try balances.applying(LedgerRules.hold(.one, in: bucket, balances: balances))
        #expect(held == Balances(granted: try Quantity(units: 2), available: .one, held: .one))
        let closed = try held.applying(
            LedgerRules.close(.one, in: bucket, used: Quantity(thousandths: 400), isOver: false))
        #expect(closed.consumed.thousandths == 400 && closed.available.thousandths == 1600 && closed.held == .zero)
        let over = try held.applying(LedgerRules.close(.one, in: bucket, used: .zero, isOver: true))
        #expect(over.expired == .one && over.available == .one)
        #expect(closed.isSound && over.isSound)
    }

    @Test func nothingGoesBelowZero() throws {
        #expect(throws: Failure.self) { try LedgerRules.hold(.one, in: bucket, balances: .zero) }
        #expect(throws: Failure.self) { try LedgerRules.close(.one, in: bucket, used: try Quantity(units: 2), isOver: false) }
        #expect(throws: Failure.self) { try LedgerRules.grant(Quantity(thousandths: -1), to: bucket) }
        #expect(throws: Failure.self) { try LedgerRules.refund(.one, in: bucket, balances: .zero, isOver: false) }
        #expect(throws: Failure.self) {
            try LedgerRules.adjust(by: Quantity(thousandths: -1), in: bucket, balances: .zero)
        }
        #expect(throws: Failure.self) { try LedgerRules.adjust(by: Quantity(thousandths: .min), in: bucket, balances: .zero) }
        #expect(throws: Failure.self) { try Balances.zero.applying([Posting(bucket, .available, .one)]) }
    }

    @Test func theOutcomeDecidesTheSettlement() throws {
        func settle(_ result: SettlementBasis.Result, _ used: Quantity = .one) throws -> Settlement {
            try Settlement(SettlementBasis(result: result, used: used, outcome: "00"), of: .one)
        }
        #expect(try settle(.succeeded) == .consume(.one))
        #expect(try settle(.succeeded, .zero) == .consume(.zero))
        #expect(try settle(.withoutEffect) == .consume(.zero))
        for result in [SettlementBasis.Result.failed, .stopped, .silent] { #expect(try settle(result) == .dispute) }
        #expect(throws: Failure.self) { try settle(.succeeded, try Quantity(units: 2)) }
        #expect(throws: Failure.self) { try settle(.succeeded, Quantity(thousandths: -1)) }
    }
}
