/// The names that give a secret away, in lower case and without what parts their words: `DB_PASSWORD`, `dbPassword` and `db-password` are one.
enum FieldWords {
    struct Word {
        let text: [UInt8]
        /// It must begin where a word of the name begins: `bypass` is no `pass`.
        let whole: Bool
        let sense: FieldSense
    }

    /// By the last byte.
    static let table: [[Word]] = {
        var table = [[Word]](repeating: [], count: 256)
        func add(_ words: String, whole: Bool, _ sense: FieldSense) {
            for word in words.split(separator: " ") {
                let text = Array(word.utf8)
                if let last = text.last { table[Int(last)].append(Word(text: text, whole: whole, sense: sense)) }
            }
        }
        add("password passwords passwd passphrase passcode passwort userpasswd pasword passwrd", whole: false, .password)
        add(
            "pass pwd psw pswd pw ramz ramzeobur ramzobur gozarvazheh gozarvazhe kalameobur storepass keypass bindpw rootpw authpass requirepass masterauth userpw passin passout dbpass mysqlpass pgpass sapass rootpass adminpass userpass smtppass ftppass mailpass sqlpass redispass wifipass dbpwd sapwd adminpwd userpwd dbpw keycontent",
            whole: true, .password)
        add(
            "secret clientsecret secretkey secretaccesskey apikey apikeys accesskey privatekey authkey accountkey sharedkey sharedaccesskey encryptionkey signingkey masterkey presharedkey consumerkey subscriptionkey servicekey storagekey validationkey decryptionkey hmackey secretid securitykey merchantkey terminalkey functionskey sessionkey cryptokey connectionkey",
            whole: false, .token)
        add("token tokens authtoken csrf xsrf", whole: false, .token)
        add(
            "appkey psk secrets creds credential credentials webhooksecret otp totpsecret salt wepkey wpapsk merchantid merchantcode licencesecret xfunctionskey xapikey hookurl",
            whole: true, .token)
        add(
            "sessionid phpsessid jsessionid aspxauth aspnetsessionid connectsid sessid authcookie sessioncookie laravelsession",
            whole: false, .cookie)
        add(
            "code authcode authorizationcode sig signature xamzsignature xgoogsignature xamzcredential", whole: true,
            .linkSignature)
        add(
            "sshpass secretkeybase communitystring snmpcommunity rocommunity rwcommunity licensekey licencekey passkey wifikey networkkey backupkey vaultpass tokensecret tokenvalue pat deploykey noncekey loggedinkey secureauthkey",
            whole: true, .token)
        add("otpcode verificationcode smscode activationcode ramzepooya", whole: true, .digits)
        add("clientkeydata keydata tlskey sshkey sslkey serverkey clientkey tlsprivatekey", whole: true, .keyData)
        add("sid sess", whole: true, .cookie)
        add(PersonNames.fields, whole: true, .person(several: false))
        add(PersonNames.people, whole: true, .person(several: true))
        add("pin cvv cvv2 cvc cvc2 pin2 cardpin pincode ramz2 ramzedovom", whole: true, .digits)
        add("authorization proxyauthorization authorisation wwwauthorization", whole: false, .authorization)
        add("auth", whole: true, .basic)
        add("cookie cookies cookie2 httpcookie", whole: true, .cookie)
        add("setcookie setcookie2", whole: true, .setCookie)
        add("d p q dp dq qi inverseq", whole: true, .keyPart)
        add("name key param parameter setting variable var env field n k", whole: true, .name)
        return table
    }()

    /// What stands behind a secret's name without changing what it is: `password_confirm`, `secretValue`, `api_key_prod`.
    private static let qualifiers = [
        "value", "text", "plain", "plaintext", "cleartext", "base64", "b64", "hex", "prod", "production", "dev", "staging",
        "test", "live", "old", "new", "current",
        "confirm", "confirmation", "again", "repeat", "verify", "hash", "hashed", "digest", "md5", "sha1", "sha256", "encrypted",
        "enc", "raw", "string",
    ].map { Array($0.utf8) }

    /// Without figures and qualifiers at its end.
    private static func bare(_ name: [UInt8], _ starts: UInt64) -> [UInt8]? {
        var count = name.count
        while count > 1, name.count - count < 3, ASCII.isDigit(name[count - 1]) { count -= 1 }
        if count < name.count { return Array(name[..<count]) }
        for word in qualifiers
        where word.count < name.count && starts >> UInt64(name.count - word.count) & 1 == 1
            && name.suffix(word.count).elementsEqual(word)
        {
            return Array(name.dropLast(word.count))
        }
        return nil
    }

    static func mayBeBare(_ last: UInt8, _ before: UInt8) -> Bool {
        ASCII.isDigit(last) || qualifierEndings.contains(UInt16(ASCII.lower(before)) << 8 | UInt16(ASCII.lower(last)))
    }
    private static let qualifierEndings = Set(
        qualifiers.compactMap { word in
            word.count > 1 ? UInt16(word[word.count - 2]) << 8 | UInt16(word[word.count - 1]) : nil
        })

    /// Names that end like one and are none.
    private static let innocent: Set<String> = [
        "unexpectedtoken", "cancellationtoken", "nexttoken", "pagetoken", "nextpagetoken", "continuationtoken", "invalidtoken",
        "stoppingtoken", "synctoken", "primarykey", "publictoken", "invalidpassword", "wrongpassword", "changepassword",
        "forgotpassword", "resetpassword",
        "incorrectpassword", "hostname", "filename", "passtest", "publickeydata", "nopass", "testspass", "firstpass",
        "secondpass", "oldpwd", "publickeytoken",
    ]

    static func isInnocent(_ name: [UInt8]) -> Bool { innocent.contains(String(decoding: name, as: UTF8.self)) }

    /// Persian names; each is looked for in the folded words before a separator.
    private static let persian = [
        "رمز", "گذرواژ", "پسورد", "کلمهعبور", "کلمهیعبور", "کلیدخصوصی", "کلیدمحرمانه", "کلیددسترسی", "توکن", "کلیدواسط",
        "کدتایید", "کلیدرمز", "کدفعالسازی", "کدورود", "کلیدوبسرویس",
    ].map { Array($0.utf8) }
    /// With these the words are a sentence, not a name.
    private static let sentences = [
        "اشتباه", "نادرست", "نامعتبر", "تغییر", "است", "شد", "نیست", "بازیابی", "فراموش", "رمزگذاری", "رمزنگاری", "رمزگشایی",
    ].map { Array($0.utf8) }

    /// - Parameters:
    ///   - name: letters and digits alone, in lower case.
    ///   - starts: a bit for each byte of it where a word begins.
    static func sense(of name: [UInt8], starts: UInt64) -> FieldSense? {
        if let sense = plainSense(of: name, starts: starts) { return sense }
        guard let bare = bare(name, starts), let sense = plainSense(of: bare, starts: starts) else { return nil }
        switch sense {
        case .password, .token, .keyData: return bare.count >= 3 ? sense : nil
        default: return nil
        }
    }

    private static func plainSense(of name: [UInt8], starts: UInt64) -> FieldSense? {
        guard let last = name.last else { return nil }
        var best: Word?
        for word in table[Int(last)] where word.text.count <= name.count && word.text.count > best?.text.count ?? 0 {
            let offset = name.count - word.text.count
            guard !word.whole || offset == 0 || starts >> UInt64(offset) & 1 == 1 else { continue }
            if name[offset...].elementsEqual(word.text) { best = word }
        }
        guard let best else { return nil }
        if best.sense != .name, innocent.contains(String(decoding: name, as: UTF8.self)) { return nil }
        return best.sense
    }

    /// `کلید`, before a word of ASCII that says of what.
    static func isPersianKey(_ words: [UInt8]) -> Bool {
        PersianText.letters(words).bytes.suffix(8).elementsEqual("کلید".utf8)
    }

    /// How the words before a secret announce it: a name is among them, they say that it comes (`به`, `برابر`), or the name is the last one.
    enum Announcement { case names, says, direct }

    /// Users, whose password a sentence is about.
    private static let holders: Set<String> = [
        "کاربر", "کاربری", "حساب", "کاربران", "سرور", "ایمیل", "شناسه", "برای", "توسط", "از", "مشترک", "مشتری", "نسخه", "پورت",
        "روی",
    ]
    private static let sayers: Set<String> = ["به", "برابر", "برابربا", "شما"]

    /// - Parameter words: what stands before a word of ASCII or a number.
    static func persianAnnouncement(_ words: [UInt8]) -> Announcement? {
        let text = PersianText.letters(words)
        guard let near = text.starts.suffix(6).first, let last = text.starts.last else { return nil }
        let places = persian.flatMap { text.places(of: $0).filter { $0 >= near && text.starts.contains($0) } }
        guard let place = places.max() else { return nil }
        let rest = PersianText.Letters(bytes: Array(text.bytes[place...]))
        guard !sentences.contains(where: { !rest.places(of: $0).isEmpty }) else { return nil }
        let word = String(decoding: text.bytes[last...], as: UTF8.self)
        if holders.contains(word) { return nil }
        if persian.contains(where: { text.bytes[place...].elementsEqual($0) }) || word == "عبور" { return .direct }
        return sayers.contains(word) ? .says : .names
    }

    static func isPersianSecret(_ words: [UInt8]) -> Bool {
        let text = PersianText.letters(words)
        guard text.starts.count <= 12, let near = text.starts.suffix(4).first else { return false }
        // Words that only begin so are other words (رمزگذاری), and a name is near its separator.
        let isNamed = persian.contains { word in text.places(of: word).contains { $0 >= near && text.starts.contains($0) } }
        guard isNamed else { return false }
        return !sentences.contains { !text.places(of: $0).isEmpty }
    }
}
