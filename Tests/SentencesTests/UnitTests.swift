import Entitlement
import Primitives
import Testing

@testable import Sentences

@Suite struct UnitTests {
    @Test(
        arguments: [
            (0, "0 ms", "۰ میلی‌ثانیه"), (16, "16 µs", "۱۶ میکروثانیه"), (1234, "1.23 ms", "۱٫۲۳ میلی‌ثانیه"),
            (45_678, "45.7 ms", "۴۵٫۷ میلی‌ثانیه"), (412_300, "412 ms", "۴۱۲ میلی‌ثانیه"), (999_700, "1 s", "۱ ثانیه"),
            (16_000_000, "16 s", "۱۶ ثانیه"), (61_000_000, "1 minute 1 second", "۱ دقیقه و ۱ ثانیه"),
            (-2500, "-2.5 ms", "\u{2068}-۲٫۵\u{2069} میلی‌ثانیه"), (.min, nil, nil), (.max, nil, nil),
        ] as [(Int64, String?, String?)])
    func `a length of time has three digits and the unit that fits`(micros: Int64, english: String?, persian: String?) {
        let texts = (Language.english.span(micros: micros), Language.persian.span(micros: micros))
        if let english { #expect(texts.0 == english) }
        if let persian { #expect(texts.1 == persian) }
    }

    @Test func `percent, rates and numbers that name something`() {
        #expect(Language.english.percent(thousandths: 971) == "97.1 %" && Language.persian.percent(thousandths: 971) == "۹۷٫۱٪")
        #expect(Language.english.percent(thousandths: 1000) == "100 %")
        #expect(Language.english.rate(bytesPerSecond: 1536) == "1.50 KiB/s")
        #expect(Language.persian.rate(bytesPerSecond: 1536) == "۱٫۵۰ \u{2068}KiB\u{2069} در ثانیه")
        #expect(Language.english.identifier(41_353) == "41353" && Language.persian.identifier(41_353) == "۴۱۳۵۳")
        #expect(Language.persian.identifier(-1) == "\u{2068}-۱\u{2069}")
    }

    @Test func `a time says whose clock it is`() throws {
        let time = Timestamp(milliseconds: 1_795_284_023_000)
        let universal = try NamedZone("Etc/UTC")
        #expect(Language.english.moment(time, by: universal) == "Saturday 2026-11-21 (1405-08-30) 18:00:23, UTC")
        #expect(Language.english.moment(time, by: try .tehran()) == "Saturday 2026-11-21 (1405-08-30) 21:30:23, Tehran time")
        #expect(Language.english.name(of: try NamedZone("Europe/Berlin")) == "Europe/Berlin time")
        #expect(Language.persian.name(of: try .tehran()) == "به وقت تهران")
        #expect(Language.persian.moment(time, by: universal).hasSuffix("به وقت \u{2068}UTC\u{2069}"))
        #expect(Language.persian.clock(time, by: universal).contains("۱۸:۰۰:۲۳"))
        #expect(throws: Failure.self) { try NamedZone("No/Where") }
    }

    @Test func `words of programs are those of a person, in their own field alone`() {
        let persian = Language.persian
        for (value, key) in [
            ("up", "state"), ("not-asked", "state"), ("R", "state"), ("exit-code", "result"), ("enabled", "at_boot"),
        ] {
            let words = FactValues.words(value, of: key, in: persian)
            #expect(words?.unicodeScalars.contains { $0.isASCII && $0.properties.isAlphabetic } == false, "\(value)")
        }
        #expect(FactValues.words("up", of: "name", in: persian) == nil)
        #expect(FactValues.words("newer-word", of: "state", in: persian) == nil)
        #expect(persian.collector("services") == "سرویس‌ها" && persian.collector("product:x") == "محصول \u{2068}x\u{2069}")
    }
}
