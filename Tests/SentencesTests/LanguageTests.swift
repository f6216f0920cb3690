import Entitlement
import Primitives
import Testing

@testable import Sentences

@Suite struct LanguageTests {
    @Test(arguments: [
        (["LANG": "fa_IR.UTF-8"], Language.persian), (["LANG": "fa"], .persian), (["LANG": "FA_IR"], .persian),
        (["LANG": "en_US.UTF-8"], .english), ([:], .english), (["LANG": "C"], .english), (["LANG": "fat_GH"], .english),
        (["LANG": "fa_IR", "LC_MESSAGES": "en_GB"], .english),
        (["LANG": "fa_IR", "LC_MESSAGES": "en", "LC_ALL": "fa_IR"], .persian),
        (["LANG": "fa_IR", "LC_ALL": ""], .persian),
    ])
    func `the locale decides`(environment: [String: String], expected: Language) {
        #expect(Language(environment: environment) == expected)
    }

    @Test func `numbers`() {
        #expect(Language.english.number(1_250_000) == "1,250,000")
        #expect(Language.persian.number(1_250_000) == "۱٬۲۵۰٬۰۰۰")
        #expect(Language.english.number(Int64.min) == "-9,223,372,036,854,775,808")
        #expect(Language.english.number(100) == "100")
        #expect(Language.english.quantity(thousandths: 1250) == "1.25")
        #expect(Language.persian.quantity(thousandths: 500) == "۰٫۵")
        #expect(Language.english.quantity(thousandths: -2005) == "-2.005")
        #expect(Language.english.quantity(thousandths: 30_000, unit: "minute") == "30 minutes")
        #expect(Language.persian.quantity(thousandths: 1500, unit: "person-day") == "۱٫۵ نفرروز")
    }

    @Test func `bytes`() {
        #expect(Language.english.bytes(0) == "0 B")
        #expect(Language.english.bytes(1023) == "1,023 B")
        #expect(Language.english.bytes(1024) == "1.00 KiB")
        #expect(Language.english.bytes(20 << 20) == "20.0 MiB")
        #expect(Language.english.bytes(UInt64.max) == "15.9 EiB")
        #expect(Language.persian.bytes(1536) == "۱٫۵۰ \u{2068}KiB\u{2069}")
    }

    @Test func `rials and toman are never one number`() {
        #expect(Language.english.money(rials: 1_250_000) == "1,250,000 rials (125,000 toman)")
        #expect(Language.persian.money(rials: 1_250_000) == "۱٬۲۵۰٬۰۰۰ ریال (۱۲۵٬۰۰۰ تومان)")
        #expect(Language.english.money(rials: 15) == "15 rials (1.5 toman)")
        #expect(Language.english.money(rials: 0) == "nothing")
    }

    @Test func `dates stand side by side, the reader's first`() throws {
        let date = try CivilDate(parsing: "1404-05-12")
        #expect(Language.english.date(date) == "2025-08-03 (1404-05-12)")
        #expect(Language.persian.date(date) == "\u{2068}۱۴۰۴-۰۵-۱۲ (۲۰۲۵-۰۸-۰۳)\u{2069}")
        let noon = Timestamp(milliseconds: 1_754_210_100_000)
        #expect(Language.english.time(noon, in: try .tehran()) == "2025-08-03 (1404-05-12) 12:05")
    }

    @Test(arguments: [
        // 1 Farvardin 1401 ended with a jump to 01:00, so that 08:00 was seven hours into the next day.
        (1_647_921_600_000, "2022-03-22 (1401-01-02) 08:30"),
        // The last hour of 30 Shahrivar 1400 was struck twice.
        (1_632_252_600_000, "2021-09-21 (1400-06-30) 23:00"), (1_632_254_400_000, "2021-09-21 (1400-06-30) 23:30"),
    ])
    func `times are those of the clock on the wall, also on days on which it is moved`(milliseconds: Int64, text: String) throws {
        #expect(Language.english.time(Timestamp(milliseconds: milliseconds), in: try CivilZone.tehran()) == text)
    }

    @Test func `durations have two units at most`() {
        #expect(Language.english.duration(.seconds(1800)) == "30 minutes")
        #expect(Language.english.duration(.seconds(90_061)) == "1 day 1 hour")
        #expect(Language.english.duration(.seconds(86_405)) == "1 day")
        #expect(Language.english.duration(.milliseconds(400)) == "0 seconds")
        #expect(Language.persian.duration(.seconds(5400)) == "۱ ساعت و ۳۰ دقیقه")
        #expect(Language.english.duration(.seconds(-5)) == "0 seconds")
    }
}
