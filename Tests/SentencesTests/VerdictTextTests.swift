import Entitlement
import Testing

@testable import Sentences

@Suite struct VerdictTextTests {
    private func part(_ coverage: VerdictPartText.Coverage) -> VerdictPartText {
        VerdictPartText(
            kindPersian: "نصب از راه دور", kindEnglish: "Remote install", quantity: 1000, unit: "count", coverage: coverage,
            contract: "C-7")
    }

    @Test func `a covered install says what it draws on, what is left and until when`() throws {
        var part = part(.covered)
        part.bucket = "remote-install"
        part.leftAfter = 1000
        part.until = try CivilDate(parsing: "1405-03-12")
        #expect(
            Language.english.verdict(part)
                == "Remote install: draws 1 on the quota remote-install; 1 left after it; covered through 2026-06-01 (1405-03-11); "
                + "contract C-7; costs nothing.")
        let persian = Language.persian.verdict(part)
        #expect(persian.contains("\u{2068}نصب از راه دور\u{2069}"))
        #expect(persian.contains("۱ از سهمیهٔ \u{2068}remote-install\u{2069} برمی‌دارد؛ پس از آن ۱ می‌ماند"))
        #expect(persian.contains("۱۴۰۵-۰۳-۱۱"))
    }

    @Test func `an uncounted fix changes no quota`() {
        var part = part(.covered)
        part.bucket = "error-fix"
        part.reason = "covered.uncounted"
        let text = Language.english.verdict(part)
        #expect(text.contains("no quota changes"))
        #expect(!text.contains("draws"))
    }

    @Test func `a price stands in rials and toman, with its reason`() {
        var part = part(.priced)
        part.price = 2_500_000
        part.reason = "priced.beyond-quota"
        part.reasonParameters = ["quota": "remote-install", "left": "0", "asked": "1"]
        #expect(
            Language.english.verdict(part)
                == "Remote install: not covered (the quota remote-install has 0 left, 1 asked for); contract C-7; "
                + "costs 2,500,000 rials (250,000 toman).")
        #expect(Language.persian.verdict(part).contains("۲٬۵۰۰٬۰۰۰ ریال (۲۵۰٬۰۰۰ تومان)"))
        part.quoteNeeded = true
        #expect(Language.english.verdict(part).contains("a quote must be made and accepted first"))
    }

    @Test func `denied and free`() {
        var part = part(.denied)
        part.reason = "denied.no-contract"
        #expect(
            Language.english.verdict(part)
                == "Remote install: not given (no contract covers it; only demo and assessment are given).")
        #expect(Language.english.verdict(self.part(.free)) == "Remote install: free of charge; contract C-7.")
    }

    @Test func `minutes are named`() {
        var part = part(.covered)
        part.quantity = 90_000
        part.unit = "minute"
        part.bucket = "hours"
        part.leftAfter = 30_000
        let start = "Remote install × 90 minutes: draws 90 minutes on the quota hours; 30 minutes left"
        #expect(Language.english.verdict(part).hasPrefix(start))
    }

    @Test func `every phrase has both languages`() {
        for phrase in Phrase.allCases {
            #expect(!phrase.words.english.isEmpty && !phrase.words.persian.isEmpty)
        }
        #expect(Language.english.quoted("a\u{1b}b") == "“a b”")
        #expect(Language.english.labelled(.technician, "Sara") == "Technician: Sara")
    }
}
