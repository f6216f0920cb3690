import Entitlement
import Primitives
import Testing

@testable import Console

/// What people type, in either alphabet: each row is one text. What is refused is refused with `console.argument`.
@Suite struct TypedInputTests {
    @Test(
        arguments: [
            ("2", 2000, nil), ("0.5", 500, nil), ("۲", 2000, nil), ("۰٫۵", 500, nil), ("٢", 2000, nil), ("90m", 90_000, .minute),
            ("۹۰ دقیقه", 90_000, .minute), ("90 min", 90_000, .minute), ("1.5h", 90_000, .minute), ("۱٫۵ ساعت", 90_000, .minute),
            ("1h30m", 90_000, .minute), ("1H30M", 90_000, .minute), ("0.25h", 15_000, .minute), ("2d", 2000, .personDay),
            ("۲ نفر\u{200c}روز", 2000, .personDay), ("0.5d", 500, .personDay), ("2x3d", 6000, .personDay),
            ("۲×۳ روز", 6000, .personDay), ("2 x 0.5d", 1000, .personDay), ("999999999999999", 999_999_999_999_999_000, nil),
        ] as [(String, Int64, ServiceUnit?)])
    func `B8a quantities`(text: String, thousandths: Int64, unit: ServiceUnit?) throws {
        let quantity = try TypedQuantity(text, option: "--quantity")
        #expect(quantity.thousandths == thousandths && quantity.unit == unit)
    }

    @Test(arguments: [
        "", " ", "0", "0m", "-1", "+1", "1,5", "1.5.5", ".5", "5.", "1e3", "0x10", "½", "2x", "x3d", "2x3", "2x3m", "1.5x2d",
        "2x3dx", "1m1h", "1h1h", "30 m 2 h", "2 apples", "2d3", "1.0001", "9999999999999999", "999999999999999h",
        "999999999x999999999999999d", "2\u{0}", "2\u{202e}d x", "٫۵", String(repeating: "9", count: 300),
        String(repeating: "1h", count: 40), "NaN", "∞", "2;d", "۲۲روزز",
    ])
    func `quantities that are none`(text: String) {
        #expect(code { try TypedQuantity(text, option: "--quantity") } == "console.argument")
    }

    @Test func `a quota may be nothing, work may not`() throws {
        #expect(try TypedQuantity("0", option: "--quota", allowsNothing: true).thousandths == 0)
        #expect(code { try TypedQuantity("0", option: "--quantity") } == "console.argument")
    }

    @Test(
        arguments: [
            ("600m", .minute, 600_000), ("10h", .minute, 600_000), ("3d", .minute, 1_440_000), ("3d", .personDay, 3000),
            ("10h", .personDay, 1250), ("2", .count, 2000), ("2", .personDay, 2000),
        ] as [(String, ServiceUnit, Int64)])
    func `B8a an amount becomes the quota's unit`(text: String, unit: ServiceUnit, thousandths: Int64) throws {
        let amount = try TypedQuantity(text, option: "--quota")
        #expect(try amount.thousandths(of: unit, dayMinutes: 480, text: text, option: "--quota") == thousandths)
    }

    @Test(
        arguments: [
            ("600m", .count, 480), ("2d", .count, 480), ("7m", .personDay, 470), ("10h", .personDay, 0), ("3d", .minute, 0),
        ]
            as [(String, ServiceUnit, Int64)])
    func `B8a what does not become it exactly is refused`(text: String, unit: ServiceUnit, dayMinutes: Int64) throws {
        let amount = try TypedQuantity(text, option: "--quota")
        #expect(
            code { try amount.thousandths(of: unit, dayMinutes: dayMinutes, text: text, option: "--quota") } == "console.argument"
        )
    }

    @Test(arguments: [
        ("39.9km", 39_900), ("40km", 40_000), ("۳۹٫۹ کیلومتر", 39_900), ("39900m", 39_900), ("۸۰۰ متر", 800), ("0.001km", 1),
    ])
    func `A7 distances`(text: String, metres: Int64) throws {
        #expect(try TypedDistance.metres(text, option: "--distance") == metres)
    }

    @Test(arguments: ["", "40", "0km", "-1km", "40mi", "1.5m", "0.0001km", "1km5m", "km", "40 k m x", "9999999999999999km"])
    func `A7 distances that are none, and those without a unit`(text: String) {
        #expect(code { try TypedDistance.metres(text, option: "--distance") } == "console.argument")
    }

    @Test(
        arguments: [
            ("0", 0), ("1250000", 1_250_000), ("1,250,000", 1_250_000), ("۱٬۲۵۰٬۰۰۰", 1_250_000), ("۱،۲۵۰،۰۰۰ ریال", 1_250_000),
            ("1_250_000 rials", 1_250_000), ("9223372036854775807", .max),
        ] as [(String, Int64)])
    func `rials`(text: String, rials: Int64) throws {
        #expect(try TypedMoney.rials(text, option: "--item") == rials)
    }

    @Test(arguments: [
        "", "-5", "1.5", "1,25", "1,,250", ",250", "250,", "1250,000", "12,50,000", "5 toman", "۵ تومان", "9223372036854775808",
        "1e6", "rials",
    ])
    func `money that is none, and toman`(text: String) {
        #expect(code { try TypedMoney.rials(text, option: "--item") } == "console.argument")
    }

    @Test func `discounts`() throws {
        #expect(try TypedDiscount("10%", option: "--discount") == .permille(100))
        #expect(try TypedDiscount("۷٫۵٪", option: "--discount") == .permille(75))
        #expect(try TypedDiscount("100%", option: "--discount") == .permille(1000))
        #expect(try TypedDiscount("500,000", option: "--discount") == .rials(500_000))
        for text in ["", "%", "0%", "0", "100.1%", "101%", "7.55%", "-5%", "10%%"] {
            #expect(code { try TypedDiscount(text, option: "--discount") } == "console.argument", "\(text)")
        }
    }

    @Test func `rates of tax`() throws {
        for (text, permille) in [("10%", 100), ("9.5", 95), ("۱۰٪", 100), ("0", 0), ("100%", 1000)] as [(String, Int64)] {
            #expect(try TypedPercent.permille(text, option: "--tax") == permille)
        }
        for text in ["", "%", "-1", "100.1%", "7.55%", "ten"] {
            #expect(code { try TypedPercent.permille(text, option: "--tax") } == "console.argument", "\(text)")
        }
    }

    @Test func `positions of a quote`() throws {
        #expect(try PricedText("Two = three=1,000", option: "--item").text == "Two = three")
        #expect(try PricedText("کارشناس=۵۰۰", option: "--item").rials == 500)
        for text in ["", "=5", "a", "a=", "a=b", "a=5t"] {
            #expect(code { try PricedText(text, option: "--item") } == "console.argument", "\(text)")
        }
    }

    @Test(arguments: [("14d", 14), ("14", 14), ("۱۴ روز", 14), ("2w", 14), ("۲ هفته", 14), ("1d", 1), ("366d", 366)])
    func `days`(text: String, days: UInt32) throws {
        #expect(try TypedDays.parse(text, option: "--within") == days)
    }

    @Test(arguments: ["", "0", "0d", "367d", "1.5d", "-1", "14m", "d", "99999999999999999999", "53w"])
    func `days that are none`(text: String) {
        #expect(code { try TypedDays.parse(text, option: "--within") } == "console.argument")
    }

    @Test func `names and values`() throws {
        #expect(try NamedTexts.parse(["a=1", "hours=10h", "c==x"], option: "--quota") == ["a": "1", "hours": "10h", "c": "=x"])
        for texts in [["a"], ["a="], ["=1"], ["a=1", "a=2"]] {
            #expect(code { try NamedTexts.parse(texts, option: "--quota") } == "console.argument", "\(texts)")
        }
    }
}

/// Days and times on the wall in Tehran, three and a half hours before UTC.
@Suite struct TypedMomentTests {
    /// 2027-01-15 08:00 UTC, 1405-10-25 11:30 in Tehran.
    private let now = Timestamp(milliseconds: 1_800_000_000_000)
    private func parse(_ text: String) throws -> Int64 {
        try TypedMoment.parse(text, option: "--at", now: now, zone: .tehran()).milliseconds / 60_000
    }

    @Test(arguments: [
        ("2027-01-15 11:59", 29), ("1405-10-25 11:59", 29), ("۱۴۰۵/۱۰/۲۵ ۱۱:۵۹", 29), ("1405-10-25T11:59", 29), ("11:59", 29),
        ("۱۲:۰۰", 30), ("1405-10-25", 0), ("1405-10-24", -1410), ("1405-10-26 0:00", 750), (" 9:05 ", -145),
    ])
    func `moments, in minutes from now`(text: String, minutes: Int64) throws {
        #expect(try parse(text) - now.milliseconds / 60_000 == minutes)
    }

    @Test func `the clock of Tehran went forward in spring, until 1401`() throws {
        // 1400-01-02 12:00 is four and a half hours before UTC, a day earlier three and a half.
        let (summer, winter) = (try parse("1400-01-02 12:00"), try parse("1400-01-01 12:00"))
        #expect(summer - winter == 23 * 60)
    }

    @Test(arguments: [
        ("", "console.argument"), ("24:00", "console.argument"), ("11:60", "console.argument"), ("11:5", "console.argument"),
        ("1405-10-25 11", "console.argument"), ("1405-10-25 11:59 x", "console.argument"), ("-1:00", "console.argument"),
        ("1405-10-25 11:59:30", "console.argument"), ("1405-13-01", "date.malformed"), ("1405-12-30 10:00", "date.malformed"),
        ("yesterday", "date.malformed"), ("05-10-25 11:59", "date.malformed"), ("1290-01-01", "date.out-of-range"),
        (String(repeating: "1", count: 500), "console.argument"), (":", "console.argument"), ("1:", "console.argument"),
    ])
    func `moments that are none`(text: String, expected: String) {
        #expect(code { try parse(text) } == expected)
    }
}
