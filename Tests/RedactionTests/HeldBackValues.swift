/// What stands for the markers of the held-back set.
extension Planter {
    static let names = ["شرکت پارس حساب", "Zagros Trading", "نرگس احمدی", "Mehr Pakhsh"]
    private static let strangers = ["Sara Mohammadi", "رضا کریمی", "Behrouz Tehrani", "زهرا موسوی"]

    static func kind(of generator: String) -> String {
        let word = generator.prefix { $0.isLetter }
        return switch word {
        case "password", "chosen", "word", "strong", "fapassword", "community", "otp", "cvv", "plain", "split": "password"
        case "sha", "yescrypt", "md", "bcrypt", "apr", "pbkdf", "scram": "password-hash"
        case "jwt": "jwt"
        case "rsa", "openssh", "age": "private-key"
        case "national", "legal": "national-id"
        case "mobile": "mobile"
        case "postal": "postal-code"
        case "card", "visa": "card"
        case "shaba": "shaba"
        case "email": "email"
        case "name": "name"
        case "basic": generator.contains("-") ? "password" : "authorization"
        default: "token"
        }
    }

    /// The word and number of `hex32`.
    private func parts(_ generator: String) -> (word: String, count: Int) {
        let word = generator.prefix { !$0.isNumber }
        return (String(word), Int(generator.dropFirst(word.count)) ?? 0)
    }

    private mutating func characters(_ count: Int, _ alphabet: [Character]) -> String {
        String((0..<count).map { _ in pick(alphabet) })
    }

    private mutating func digits(_ count: Int) -> String {
        characters(1, Array("123456789")) + characters(count - 1, Self.digits)
    }

    mutating func harmless(_ generator: String) -> String {
        if generator.hasSuffix("-fa") { return persianDigits(harmless(String(generator.dropLast(3)))) }
        switch generator {
        case "ip": return [5 + number(200), number(256), number(256), 1 + number(250)].map(String.init).joined(separator: ".")
        case "ip6": return "fe80::" + (0..<4).map { _ in characters(4, Self.hexadecimal) }.joined(separator: ":")
        case "mac": return (0..<6).map { _ in characters(2, Self.hexadecimal) }.joined(separator: ":")
        // No line of a fixture is a key's first one.
        case "dashes": return "-----"
        case "uuid": return uuid()
        case "sha256": return characters(64, Self.hexadecimal)
        case "epoch": return "179523" + characters(4, Self.digits)
        case "sshrsa": return "AAAAB3NzaC1yc2EAAAADAQABAAABgQ" + characters(340, Self.base64) + "0="
        default: break
        }
        let (word, count) = parts(generator)
        return switch word {
        case "order": digits(count)
        case "hex": characters(count, Self.hexadecimal)
        case "upper": characters(count, Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
        case "upperhex": characters(count, Array("0123456789ABCDEF"))
        case "base": characters(count, Self.base64)
        default: characters(count, Self.alphanumeric)
        }
    }

    private mutating func uuid() -> String {
        [8, 4, 4, 4, 12].map { characters($0, Self.hexadecimal) }.joined(separator: "-")
    }

    mutating func secret(_ generator: String) -> String {
        switch generator {
        case "password": return text(9 + number(6))
        // Of a sentence: with a small and a capital letter and a digit, for others are words.
        case "chosen":
            return pick(Array("abcdefgh")).description + pick(Array("KMNPRSTW")).description + String(2 + number(8))
                + pick(Array("jkmnprst")).description + text(7)
        case "word": return word()
        case "word8": return String(word().prefix(8))
        case "community": return pick(["teh-core-ro", "dc1monitor", "zabbixRO", "sepehr"])
        case "fapassword": return pick(["گلابی", "پروانه", "خورشید"]) + persianDigits(digits(4))
        case "otp": return digits(6)
        case "otp-fa": return persianDigits(digits(6))
        case "cvv": return digits(3)
        case "plain": return base64Text([0] + Array(text(6).utf8) + [0] + Array(word().utf8))
        case "basic": return base64Text(Array("\(text(6)):\(word())".utf8))
        case "base64-of-user": return base64Text(Array("deploy-\(text(6))".utf8))
        case "base64-of-word": return base64Text(Array((word() + word()).utf8))
        case "split-a", "split-b": return text(20)
        case "uuid": return uuid()
        case "jwt": return webToken()
        case "name": return pick(Self.names)
        case "name-unlisted": return pick(Self.strangers)
        case "name-upper": return pick(["ZAGROS TRADING", "MEHR PAKHSH"])
        case "name-arabic": return pick(["نرگس احمدي", "شركت پارس حساب"])
        default: break
        }
        if generator.hasPrefix("strong") { return strong(generator) }
        return person(generator) ?? key(generator) ?? hash(generator) ?? issued(generator) ?? random(generator)
    }

    private mutating func word() -> String {
        pick(["golestan", "Parvaneh", "damavand", "Tabestan", "khorshid", "baharnarenj", "kaboutar", "Simorgh"])
            + pick(["", "1361", "77", "_98", "-2024", "x4"])
    }

    private mutating func strong(_ generator: String) -> String {
        let symbols = Array("!@#$%^*?+.~&=:/").filter { !(generator.contains("nocolon") && $0 == ":") }
        let count = max(12, parts(String(generator.split(separator: "-")[0])).count)
        let text =
            text(4) + (0..<(count - 8)).map { _ in String(pick(number(3) == 0 ? symbols : Self.alphanumeric)) }.joined() + text(4)
        return generator.hasSuffix("percent") ? percentEncoded(text) : text
    }

    private mutating func person(_ generator: String) -> String? {
        if generator.hasSuffix("-fa") { return person(String(generator.dropLast(3))).map(persianDigits) }
        if generator.hasSuffix("-ar") { return person(String(generator.dropLast(3))).map(arabicDigits) }
        func grouped(_ text: String, _ sizes: [Int], _ separator: String) -> String {
            var rest = Substring(text)
            return sizes.map { size in
                defer { rest = rest.dropFirst(size) }
                return String(rest.prefix(size))
            }.joined(separator: separator)
        }
        let prefix = pick(["603799", "621986", "589210", "627412", "610433", "502229", "636214", "504706"])
        switch generator {
        case "national": return nationalIdentity()
        case "national-dash": return grouped(nationalIdentity(), [3, 6, 1], "-")
        case "legal": return legalIdentity()
        case "mobile": return mobile()
        case "mobile98": return "+98" + mobile().dropFirst()
        case "mobile98nopl": return "98" + mobile().dropFirst()
        case "mobile0098": return "0098" + mobile().dropFirst()
        case "mobile-nozero": return String(mobile().dropFirst())
        case "mobile-spaces": return grouped(mobile(), [4, 3, 4], " ")
        case "mobile-dashes": return grouped(mobile(), [4, 3, 4], "-")
        case "postal": return postal()
        case "postal-dash": return grouped(postal(), [5, 5], "-")
        case "card": return card(prefix)
        case "visa": return card("4")
        case "card-groups": return grouped(card(prefix), [4, 4, 4, 4], " ")
        case "card-dashes": return grouped(card(prefix), [4, 4, 4, 4], "-")
        case "shaba": return shaba()
        case "shaba-noir": return String(shaba().dropFirst(2))
        case "shaba-lower": return shaba().lowercased()
        case "shaba-groups": return grouped(shaba(), [4, 4, 4, 4, 4, 4, 2], " ")
        case "email": return email()
        case "email-upper": return email().uppercased()
        case "email-plus": return email().replacing("@", with: "+news@")
        case "email-percent": return email().replacing("@", with: "%40")
        default: return nil
        }
    }

    private mutating func postal() -> String {
        characters(4, Array("13456789")) + characters(1, Array("1346789")) + characters(5, Array("013456789"))
    }

    private mutating func key(_ generator: String) -> String? {
        switch generator {
        case "rsa", "rsa-json", "openssh":
            let (begin, body, end) = privateKey(generator == "openssh" ? "OPENSSH PRIVATE KEY" : "RSA PRIVATE KEY")
            let lines = [begin] + body + [end]
            return generator == "rsa-json" ? lines.map { $0 + "\\n" }.joined() : lines.joined(separator: "\n")
        case "age": return "AGE-SECRET-KEY-1" + characters(58, Array("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"))
        default: return nil
        }
    }

    private mutating func hash(_ generator: String) -> String? {
        let crypt = Self.alphanumeric + ["/", "."]
        switch generator {
        case "sha512crypt": return "$6$" + text(16) + "$" + characters(86, crypt)
        case "yescrypt": return "$y$j9T$" + text(22) + "$" + characters(43, crypt)
        case "md5crypt": return "$1$" + text(8) + "$" + characters(22, crypt)
        case "apr1": return "$apr1$" + text(8) + "$" + characters(22, crypt)
        case "bcrypt": return "$2y$10$" + characters(53, crypt)
        case "pbkdf2": return "pbkdf2_sha256$600000$" + text(22) + "$" + characters(43, Self.base64) + "="
        case "scram":
            return "SCRAM-SHA-256$4096:" + characters(22, Self.base64) + "==$" + characters(43, Self.base64) + "=:"
                + characters(43, Self.base64) + "="
        default: return nil
        }
    }

    private mutating func random(_ generator: String) -> String {
        let (word, count) = parts(generator)
        return switch word {
        case "hex": characters(count, Self.hexadecimal)
        case "base": characters(count, Self.base64)
        default: text(count)
        }
    }
}
