import Primitives
import Testing

@testable import Sentences

@Suite struct SentenceTests {
    @Test func `a sentence says what, to what, and what to do`() {
        let failure = Failure(Failure.Code(rawValue: "key.absent"), ["path": "/var/lib/hamyar"])
        #expect(
            Language.english.sentence(for: failure)
                == "There is no key at /var/lib/hamyar; is this the right state directory? If it is new, enrol first.")
        #expect(Language.persian.sentence(for: failure).contains("\u{2068}/var/lib/hamyar\u{2069}"))
    }

    @Test func `formats and optional parts`() {
        let template = Template(text: "a {n:number}[ b {x}][ c {y}] d {z:rials}")
        #expect(template.render(["n": "1234", "y": "Y", "z": "50"], in: .english) == "a 1,234 c Y d 50 rials (5 toman)")
        #expect(Template(text: "{n:number}").render(["n": "many"], in: .english) == "many")
        #expect(Template(text: "{n}").render([:], in: .english) == "…")
        #expect(Template(text: "{d:date}").render(["d": "1404-05-12"], in: .english) == "2025-08-03 (1404-05-12)")
        #expect(Template(text: "{s:seconds}").render(["s": "10"], in: .persian) == "۱۰ ثانیه")
        #expect(Template(text: "[a {x}").render([:], in: .english) == "")
        #expect(Template(text: "away[ since {t:time}]").render(["t": "0"], in: .english) == "away")
    }

    @Test(arguments: [
        ("a\u{1b}[31mred", "a [31mred"), ("line\nline", "line line"), ("\u{202e}evil\u{2069}", "evil"), ("tab\there", "tab here"),
        ("نام", "\u{2068}نام\u{2069}"),
    ])
    func `H39 H40 values bring no escapes, line ends or directions`(value: String, shown: String) {
        #expect(Isolation.isolate(value, in: .english) == shown)
    }

    @Test func `long values are cut at the limit`() {
        let limit = Isolation.valueLimit
        #expect(Isolation.clean(String(repeating: "x", count: limit)).count == limit)
        #expect(Isolation.clean(String(repeating: "x", count: limit + 1)) == String(repeating: "x", count: limit) + "…")
    }

    @Test func `every value in a Persian sentence is isolated`() throws {
        for (code, sentence) in Catalogue.sentences {
            let values = Dictionary(uniqueKeysWithValues: sentence.persian.names.map { ($0, "/srv/\($0)") })
            let text = sentence.render(values, in: .persian)
            #expect(!text.contains("…") && !text.contains("{") && !text.contains("["), "\(code): \(text)")
            for value in values.values { #expect(text.contains("\u{2068}\(value)\u{2069}"), "\(code): \(text)") }
            #expect(!sentence.render(values, in: .english).contains("…"), "\(code)")
        }
    }

    @Test func `errors that are not ours are unexpected`() {
        struct Strange: Error {}
        #expect(Language.english.sentence(for: Strange()).contains("Strange"))
        #expect(ExitCode(for: Strange()) == .internalError)
        #expect(ExitCode(for: Failure.Code(rawValue: "novel.word")) == .failed)
    }
}
