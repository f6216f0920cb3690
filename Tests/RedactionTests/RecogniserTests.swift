import Testing
import Turns

@testable import Redaction

@Suite(.keepsThread) struct RecogniserTests {
    @Test func `patterns match whole words, each byte looked at once`() {
        func matches(_ pattern: String, _ word: String) -> Bool {
            WordPattern(Array(pattern.utf8))?.matches(Array(word.utf8)) ?? false
        }
        #expect(matches("INV-####", "inv-1234") && !matches("INV-####", "INV-12345") && !matches("INV-####", "INV-123"))
        #expect(matches("a*c", "abbbc") && matches("a*c", "ac") && !matches("a*c", "acd"))
        #expect(matches("*-##", "x-12") && matches("@@?", "ab-") && !matches("@@?", "a1-"))
        #expect(matches("a\\*b", "a*b") && !matches("a\\*b", "axb"))
        let hostile = String(repeating: "a", count: 20_000)
        #expect(!matches("*a*a*a*a*a*a*a*a*a*a*b", hostile))
    }

    @Test func `check digits`() {
        func digits(_ text: String) -> [UInt8] { text.utf8.map { $0 - 48 } }
        #expect(IdentityNumber.isNational(digits("0012345679")[...]) && !IdentityNumber.isNational(digits("0012345678")[...]))
        #expect(!IdentityNumber.isNational(digits("1111111111")[...]))
        #expect(IdentityNumber.isLegal(digits("14007650912")) && !IdentityNumber.isLegal(digits("14007650913")))
        #expect(PaymentCard.luhn(digits("4111111111111111")[...]) && !PaymentCard.luhn(digits("4111111111111112")[...]))
        #expect(Shaba.isValid(digits("062960000000100324200001")[...]) && !Shaba.isValid(digits("072960000000100324200001")[...]))
    }

    @Test(arguments: ["tQFbIVPtGAcPFMFUSTONQBNS1OWFI8TUuImrNSu7", "tQFbIVPtGAcPFMFUSTxONQBNSOWFIxTUuImrNSuf"])
    func `a secret beside an AWS key is one, though few of its characters change, or none is a digit`(secret: String) {
        // Joined, so that this file has no key.
        let line = "aws key AKIA" + "2ZCKRNKMYANGBBXV / "
        let digest = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
        var redactor = Redactor(RedactionPolicy())
        #expect(redactor.redact(line + secret, file: "a") == "aws key [redacted:aws-key#1] / [redacted:aws-key#2]")
        #expect(redactor.redact(line + digest, file: "a") == "aws key [redacted:aws-key#1] / " + digest)
    }

    @Test func `a password may begin as another word, and have what parts the fields of a query`() {
        var redactor = Redactor(RedactionPolicy())
        #expect(redactor.redact("mysql -u root -poRTkyOYUYzmo7 shop", file: "a") == "mysql -u root -p[redacted:password#1] shop")
        #expect(
            redactor.redact("Server=db1,1433;User Id=sa;Password=GzC7&Md=NRD7;Encrypt=True", file: "a")
                == "Server=db1,1433;User Id=sa;Password=[redacted:password#2];Encrypt=True")
        #expect(
            redactor.redact("https://h/?user=sa&amp;password=GzC7xx&amp;next=1", file: "a")
                == "https://h/?user=sa&amp;password=[redacted:password#3]&amp;next=1")
        for line in ["mysql -h db -port 3306", "mysql --protocol=tcp -pipe"] { #expect(redactor.redact(line, file: "a") == line) }
    }

    @Test(arguments: [
        "1763734863 service alert", "[1763734863] SERVICE ALERT: db1", "id=550e8400-e29b-41d4-a716-446655440000",
        "commit da39a3ee5e6b4b0d3255bfef95601890afd80709", "10.0.0.1:5432 1.22.333.4444", "pid=1234567890 port=8080",
        "inode 1234567891", "2026-11-21 14:00:00", "Failed password for root from 10.0.0.1 port 22 ssh2",
        "PWD=/root ; USER=root ; COMMAND=/bin/ls", "getty@tty1.service: Deactivated", "password: ********",
        "password=${DB_PASSWORD}",
        "<password></password>", "token_type=bearer expires_in=3600", "Unexpected token: IDENTIFIER", "secretName: web-tls",
        "git@github.com:a/b.git", "-rw-r--r-- 1 a b 9267119876 Nov 21 14:21 x.gz", "tests: pass: 12 fail: 0",
        "رمز عبور کاربر تغییر کرد", "فایل رمزگذاری شده است: بله", "مبلغ 1234567891 ریال",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "00000010  de ad be ef 01 02 03 04  |........|",
        "password", "Enter password: ", "compass: north", "bypass=1", "max_tokens=100", "https://example.ir:8080/a@b",
        "order_id=1234567891 total=5", "password=%DB_PASSWORD%", "self.password = password", "cookies: enabled",
        "PublicKeyToken=b77a5c561934e089", "'io.jsonwebtoken:jjwt-api:0.11.5'", "pwd: (hidden)", "PASS src/app.test.js",
        "secret \"db-credentials\" not found", "| password | varchar(255) | NO |", "رمز عبور شما منقضی شده است",
        "رمز عبور کاربر reza1368 بازنشانی شد", "تعداد مشتری: ۴۸۰۳۵", "\"Password=\" + password",
    ]) func `ordinary lines stay`(_ line: String) {
        var redactor = Redactor(RedactionPolicy())
        #expect(redactor.redact(line, file: "a") == line)
    }

    @Test func `a command line in hexadecimal goes where it has a secret`() {
        func hexadecimal(_ text: String) -> String {
            text.utf8.map { String($0 >> 4, radix: 16, uppercase: true) + String($0 & 15, radix: 16, uppercase: true) }.joined()
        }
        let head = "type=PROCTITLE msg=audit(1710000000.1:3): proctitle="
        var redactor = Redactor(RedactionPolicy())
        #expect(
            redactor.redact(head + hexadecimal("mysql\0-uroot\0-poRTkyOYUYzmo7\0shop"), file: "a") == head
                + "[redacted:password#1]")
        let plain = head + hexadecimal("mysql\0-uroot\0shop")
        #expect(redactor.redact(plain, file: "a") == plain)
    }

    @Test func `every shape of a token is found`() {
        var planter = Planter(seed: 17)
        for shape in TokenShape.table.joined() {
            let prefix = String(decoding: shape.prefix, as: UTF8.self)
            let count = max(shape.shortest, 24)
            let body: String =
                switch shape.alphabet {
                case .hexadecimal: planter.hexadecimal(count)
                case .upper:
                    String(
                        (0..<(shape.shortest == 16 ? 16 : count)).map {
                            $0 % 5 == 0 ? "7" : planter.pick(Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
                        })
                default: planter.text(count)
                }
            var redactor = Redactor(RedactionPolicy())
            let output = redactor.redact("with \(prefix + body) here", file: "a")
            #expect(!output.contains(body.prefix(8)), "\(prefix): \(output)")
        }
    }
}
