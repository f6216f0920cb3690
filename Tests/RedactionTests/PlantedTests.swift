import Redaction
import Testing
import Turns

@Suite(.keepsThread) struct PlantedTests {
    @Test func `D7 no planted secret leaves, of any kind, in any writing`() throws {
        for seed in Seeds.all(2) {
            let policy = try RedactionPolicy(rules: [], names: ["Pars Hesab", "علی رضایی", "شرکت داده‌پردازان"])
            let texts = Corpus(seed: seed).texts
            #expect(texts.count > 1200)
            let (outputs, list) = redacted(texts, policy: policy)
            try #require(outputs.count == texts.count)
            for (planted, output) in zip(texts, outputs) {
                #expect(planted.leaks(in: output) == [], "seed \(seed): \(planted.text)\n→ \(output)")
                if let rule = planted.rule {
                    #expect(output.contains("[redacted:\(rule)"), "seed \(seed): \(planted.text)\n→ \(output)")
                }
            }
            #expect(list.count >= texts.count)
        }
    }

    @Test func `the list names rule, file, line and count, and no secret`() throws {
        let texts = Corpus(seed: Seeds.all(1)[0]).texts
        let list = redacted(texts, policy: RedactionPolicy()).list
        let words = Set(list.entries.map(\.rule))
        #expect(
            words.isSuperset(of: [
                "password", "token", "jwt", "private-key", "cookie", "national-id", "legal-id", "mobile", "postal-code", "card",
                "shaba", "email",
            ]))
        #expect(list.entries.allSatisfy { $0.file == "planted" && $0.line > 0 && $0.count > 0 })
        #expect(list.entries.reduce(0) { $0 + $1.count } + list.omitted == list.count)
    }
}
