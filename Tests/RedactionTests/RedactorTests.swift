import Redaction
import Testing
import Turns

@Suite(.keepsThread) struct RedactorTests {
    private func redact(_ text: String, _ policy: RedactionPolicy = RedactionPolicy()) -> String {
        var redactor = Redactor(policy)
        return redactor.redact(text, file: "a")
    }

    @Test func `the same secret has the same number throughout a bundle, however it is written`() {
        var redactor = Redactor(RedactionPolicy())
        #expect(
            redactor.redact("mail a.b@example.ir and c@example.ir\n", file: "a")
                == "mail [redacted:email#1] and [redacted:email#2]\n")
        #expect(
            redactor.redact("A.B@Example.ir, ۰۹۱۲۳۴۵۶۷۸۹, +98 912 345 6789", file: "b")
                == "[redacted:email#1], [redacted:mobile#1], [redacted:mobile#1]")
        #expect(redactor.list.entries.map(\.file) == ["a", "b", "b"])
        #expect(redactor.list.entries.map(\.count) == [2, 1, 2])
    }

    @Test func `a replacement keeps what stands around it`() {
        #expect(redact(#"{"user":"x","password":"a\"b","n":1}"#) == #"{"user":"x","password":"[redacted:password#1]","n":1}"#)
        #expect(redact("postgres://app:s3cret-x@db/x") == "postgres://app:[redacted:password#1]@db/x")
        #expect(
            redact("Set-Cookie: sid=abcdef123; Path=/; HttpOnly\r\n")
                == "Set-Cookie: sid=[redacted:cookie#1]; Path=/; HttpOnly\r\n")
        #expect(redact("Authorization: Basic dXNlcjpwYXNz\n") == "Authorization: Basic [redacted:authorization#1]\n")
        #expect(redact("Server=h;Password=x,y;User Id=sa;") == "Server=h;Password=[redacted:password#1];User Id=sa;")
    }

    @Test func `text that was redacted stays as it is when it is redacted again`() {
        for seed in Seeds.all(1) {
            let once = redacted(Corpus(seed: seed).texts, policy: RedactionPolicy()).outputs
            var redactor = Redactor(RedactionPolicy())
            for text in once {
                let twice = redactor.redact(text, file: "a")
                #expect(twice == text, "seed \(seed)")
            }
        }
    }

    @Test func `certificates and public keys stay`() {
        var planter = Planter(seed: 3)
        let (_, body, _) = planter.privateKey("CERTIFICATE")
        let text = (["-----BEGIN CERTIFICATE-----"] + body + ["-----END CERTIFICATE-----", "done"]).joined(separator: "\n")
        #expect(redact(text) == text)
        #expect(
            redact("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGx1cGluZXM0MjQyNDI0MjQyNDI0MjQyNDI0MjQyNDI0Mg root@host")
                == "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGx1cGluZXM0MjQyNDI0MjQyNDI0MjQyNDI0MjQyNDI0Mg root@host")
    }

    @Test func `rules of vendor and customer`() throws {
        let rules = [
            RedactionRule(rule: "customer-name", form: .field, value: "customer_name"),
            RedactionRule(rule: "customer-name", form: .field, value: "نام مشتری"),
            RedactionRule(rule: "address", form: .field, value: "*address"),
            RedactionRule(rule: "party", form: .pattern, value: "CU-####*"),
            RedactionRule(rule: "licence", form: .prefix, value: "LIC_", shortest: 6),
            RedactionRule(rule: "project", form: .literal, value: "Falcon"),
            RedactionRule(rule: "person", form: .name, value: "Sara"),
        ]
        let policy = try RedactionPolicy(rules: rules)
        #expect(
            redact(#"{"customerName":"Ali Rezaei","id":3}"#, policy) == #"{"customerName":"[redacted:customer-name#1]","id":3}"#)
        #expect(
            redact("order customer_name=Ali Rezaei city=Tehran", policy)
                == "order customer_name=[redacted:customer-name#1] city=Tehran")
        #expect(redact("نام مشتری: رضا کریمی", policy) == "نام مشتری: [redacted:customer-name#1]")
        #expect(redact("home_address: x street 3", policy) == "home_address: [redacted:address#1]")
        #expect(redact("for CU-1234/7, CU-12", policy) == "for [redacted:party#1]/7, CU-12")
        #expect(
            redact("LIC_abc1ef LIC_ab", policy) == "[redacted:licence#1] LIC_ab")
        #expect(redact("theFALCONproject Sara Saraband", policy) == "the[redacted:project#1]project [redacted:person#1] Saraband")
    }

    @Test func `rules that cannot be used are refused`() throws {
        for (rule, value) in [
            ("Bad Name", "abcd"), ("ok", "ab"), ("", "abcd"),
            ("ok", String(repeating: "x", count: RedactionLimits.ruleLength + 1)),
        ] {
            #expect(throws: (any Error).self) {
                try RedactionPolicy(rules: [RedactionRule(rule: rule, form: .literal, value: value)])
            }
        }
        #expect(throws: (any Error).self) {
            try RedactionPolicy(rules: [
                RedactionRule(
                    rule: "p", form: .pattern, value: String(repeating: "a", count: RedactionLimits.patternElements + 1))
            ])
        }
        _ = try RedactionPolicy(rules: [
            RedactionRule(rule: "p", form: .pattern, value: String(repeating: "a", count: RedactionLimits.patternElements))
        ])
        _ = try RedactionPolicy(rules: [
            RedactionRule(rule: "l", form: .literal, value: String(repeating: "x", count: RedactionLimits.ruleLength))
        ])
        let many = (0...RedactionLimits.rules).map { RedactionRule(rule: "r\($0)", form: .literal, value: "word\($0)") }
        #expect(throws: (any Error).self) { try RedactionPolicy(rules: many) }
        _ = try RedactionPolicy(rules: many.dropLast())
        #expect(throws: (any Error).self) {
            try RedactionPolicy(rules: [], names: (0...RedactionLimits.names).map { "name \($0)" })
        }
    }
}
