/// Secrets of every kind that is promised, in texts as machines have them.
struct Corpus {
    private var planter: Planter
    private(set) var texts: [Planted] = []

    init(seed: UInt64) {
        planter = Planter(seed: seed)
        addFields()
        addPersianFields()
        addCredentials()
        addTokens()
        addKeys()
        addConnections()
        addCommands()
        addCookies()
        addPeople()
    }

    private mutating func add(_ templates: [String], rule: String? = nil, _ secret: (inout Planter) -> String) {
        for template in templates {
            let secret = secret(&planter)
            texts.append(Planted(template.replacing("%", with: secret), [secret], rule: rule))
        }
    }

    private mutating func addFields() {
        let names = [
            "password", "Password", "PASSWORD", "db_password", "DB_PASSWORD", "dbPassword", "spring.datasource.password",
            "user.passwd", "pwd", "passphrase", "secret", "client_secret",
            "clientSecret", "api_key", "apiKey", "API-KEY", "access_token", "auth_token", "SECRET_KEY", "keystorePassword",
            "PGPASSWORD", "REDIS_PASS", "smtp_pass", "refreshToken",
        ]
        for name in names {
            add(["\(name)=%", "\(name): \"%\"", "  \(name): '%'"]) { $0.password() }
            add(
                [
                    "\(name) = %", "\(name): %", "2026-11-21 14:00:00 INFO connecting user=app \(name)=% host=db1",
                    #"{"user":"x","\#(name)":"%","n":1}"#, #"{\"user\":\"x\",\"\#(name)\":\"%\"}"#,
                    #"{\\\"user\\\":\\\"x\\\",\\\"\#(name)\\\":\\\"%\\\"}"#, "GET /login?user=a&\(name)=%&next=/ HTTP/1.1",
                    "q=\(percentEncoded(name + "="))%\(percentEncoded("&x=1"))".replacing("%3D%", with: "%3D%"),
                    "<\(name)>%</\(name)>", "<add key=\"\(name)\" value=\"%\" />", "<property name=\"\(name)\">%</property>",
                    "export X_\(name.replacing(".", with: "_").replacing("-", with: "_"))='%'",
                    "java -jar app.jar --\(name) % --port 80", "['--\(name)', '%', '--x']", "{'user': 'x', '\(name)': '%'}",
                    "User [id=3, name=ali, \(name)=%, role=admin]", "Config(\(name)=%)",
                    "&quot;\(name)&quot;:&quot;%&quot;", "- name: \(name)\n  value: %", "\(name): |\n  %\nnext: 1",
                    "{ \"name\": \"\(name)\",\n  \"value\": \"%\" }", "define('\(name)', '%');",
                ].filter { !$0.contains("%3D") }
            ) { $0.text(14) }
            let secret = planter.text(14)
            texts.append(Planted("q=" + percentEncoded("\(name)=\(secret)&x=1"), [secret]))
        }
    }

    private mutating func addPersianFields() {
        for name in [
            "رمز", "گذرواژه", "رمز عبور", "رمز\u{200c}عبور", "كلمه عبور", "کلمهٔ عبور", "پسورد", "گذرواژهٔ کاربر", "رمز عبور کاربر",
        ] {
            add(
                [
                    "\(name): %", "\(name)=%", "۱۴۰۵/۰۸/۳۰ خطا کاربر علی \(name) : % نشانی ۱", "{\"\(name)\": \"%\"}",
                    "{\"\(jsonEscaped(name))\": \"%\"}", "\(name): «%»",
                ], rule: "password"
            ) { $0.text(12) }
            let secret = planter.text(12)
            texts.append(Planted(percentEncoded(name) + "=" + secret, [secret]))
        }
    }

    private mutating func addCredentials() {
        let basic = [
            "Authorization: Basic %", "curl -H 'Authorization: Basic %' https://x",
            "2026-11-21 header authorization=\"Basic %\" status=200", #"{"headers":{"Authorization":"Basic %"}}"#,
            "the header was Basic % from proxy", #"{"auths":{"https://r.example":{"auth":"%"}}}"#,
        ]
        add(basic) { base64Text(Array("\($0.text(6)):\($0.text(12))".utf8)) }
        add([
            "Authorization: Bearer %", "2026-11-21 DEBUG request with Bearer % done", "proxy-authorization: bearer %",
            "X-Api-Key: %", "X-Auth-Token: %", "PRIVATE-TOKEN: %",
            "Authorization: token %", "headers={'Authorization': ['Bearer %']}", "\"GET /x HTTP/1.1\" 200 12 \"-\" \"Bearer %\"",
            "Ocp-Apim-Subscription-Key: %",
        ]) { $0.text(40) }
        add(["Authorization: Bearer %", "token % accepted", #"{"x":"%"}"#, "?t=%&a=1", "id_token=%"]) { $0.webToken() }
    }

    private mutating func addTokens() {
        let shapes: [(String, Int, [Character])] = [
            ("AKIA", 16, Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")), ("AIza", 35, Planter.token), ("ya29.", 60, Planter.token),
            ("GOCSPX-", 28, Planter.token), ("ghp_", 36, Planter.alphanumeric),
            ("gho_", 36, Planter.alphanumeric), ("ghs_", 36, Planter.alphanumeric), ("github_pat_", 82, Planter.alphanumeric),
            ("glpat-", 20, Planter.token), ("xoxb-", 50, Planter.alphanumeric),
            ("xoxp-", 60, Planter.alphanumeric), ("sk_live_", 24, Planter.alphanumeric), ("rk_live_", 24, Planter.alphanumeric),
            ("npm_", 36, Planter.alphanumeric), ("pypi-AgEIcHlwaS5vcmc", 60, Planter.token),
            ("hf_", 34, Planter.alphanumeric), ("sk-", 48, Planter.alphanumeric), ("sk-proj-", 60, Planter.token),
            ("sk-ant-api03-", 93, Planter.token), ("hvs.", 90, Planter.token), ("dckr_pat_", 27, Planter.token),
            ("SG.", 66, Planter.token), ("glsa_", 40, Planter.alphanumeric), ("whsec_", 32, Planter.alphanumeric),
        ]
        let places = [
            "2026-11-21 clone with % failed", "git remote https://%@example.com/x/y.git", "\"%\"", "see(x=%)",
            #"{"x":"val %, more"}"#, "a%3D".replacing("%", with: "\u{1}") + "%" + "\u{1}26b", #"\n%\n"#,
        ]
        for (prefix, count, alphabet) in shapes {
            for place in places {
                let body = prefix == "AKIA" ? String((0..<16).map { _ in planter.pick(alphabet) }) : planter.text(count, alphabet)
                let secret = prefix + body
                texts.append(Planted(place.replacing("%", with: secret).replacing("\u{1}", with: "%"), [secret]))
            }
        }
        add(["dop_v1_%", "token=dapi%", "shpat_% rejected"]) { $0.hexadecimal(64) }
        let key = "AKIA" + String((0..<16).map { _ in planter.pick(Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")) })
        let secret = planter.text(40, Planter.base64)
        for text in [
            "aws_secret_access_key = \(secret)", #"{"AccessKeyId":"\#(key)","SecretAccessKey":"\#(secret)"}"#, "\(key):\(secret)",
            "\(key),\(secret)", "AWS_SECRET_ACCESS_KEY=\(secret)",
        ] {
            texts.append(Planted(text, text.contains(key) ? [key, secret] : [secret]))
        }
        let escaped = secret.replacing("/", with: "\\/")
        texts.append(Planted(#"{"secretAccessKey":"\#(escaped)"}"#, [escaped]))
        add(["https://api.telegram.org/bot%/sendMessage", "TELEGRAM=%", "bot token % ok"], rule: "telegram-token") {
            "5" + $0.figures(8).map(String.init).joined() + ":AA" + $0.text(33, Planter.token)
        }
        add([
            "DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=%;EndpointSuffix=core.windows.net", "storage key % loaded",
        ]) { $0.text(86, Planter.base64) + "==" }
        add(["https://acc.blob.core.windows.net/c/b?sv=2022-11-02&ss=b&sp=r&sig=%", "?sig=%&se=1"]) { $0.text(43) + "=" }
        add(["AZURE_CLIENT_SECRET=%", "azure secret % used"]) { $0.text(3) + "8Q~" + $0.text(34, Planter.token) }
    }

    private mutating func addKeys() {
        for label in [
            "RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
            "PGP PRIVATE KEY BLOCK",
        ] {
            let (begin, body, end) = planter.privateKey(label)
            let lines = [begin] + body + [end]
            let text = lines.joined(separator: "\n")
            func keep(_ text: String) { texts.append(Planted(text, body, rule: "private-key")) }
            keep(text + "\nafter")
            keep(lines.joined(separator: "\r\n"))
            keep("key: |\n" + lines.map { "  " + $0 }.joined(separator: "\n") + "\nz: 1")
            keep(#"{"type":"service_account","private_key":"\#(jsonEscaped(text + "\n"))"}"#)
            keep(#"{"m":"\#(jsonEscaped(#"{"key":"\#(jsonEscaped(text))"}"#))"}"#)
            keep(lines.enumerated().map { "Nov 21 10:00:0\($0.offset % 10) host app[12]: \($0.element)" }.joined(separator: "\n"))
            keep("KEY=\"" + text + "\"")
            keep(lines.map { "\"" + $0 + "\\n\" +" }.joined(separator: "\n"))
            texts.append(Planted("x=" + percentEncoded(text), body.map(percentEncoded)))
            texts.append(
                Planted("tls.key: " + base64Text(Array(text.utf8)), [String(base64Text(Array(text.utf8)).dropFirst(20))]))
        }
        add([
            "PrivateKey = %", #"{"kty":"EC","d":"%","x":"a"}"#, "<RSAKeyValue><D>%</D></RSAKeyValue>",
            "PuTTY-User-Key-File-3: x\nPrivate-Lines: 1\n%\nPrivate-MAC: 1",
        ]) { $0.text(48, Planter.base64) }
    }

    private mutating func addConnections() {
        for scheme in [
            "postgres", "postgresql", "mysql", "mongodb+srv", "redis", "amqp", "https", "ftp", "smb", "jdbc:postgresql",
        ] {
            add(
                [
                    "\(scheme)://app:%@db.example.ir:5432/x?ssl=1", #"{"u":"\#(scheme):\/\/app:%@h\/x"}"#,
                    "\(scheme)://:%@h:6379/0",
                ], rule: "password"
            ) { $0.text(12) }
            add(["DATABASE_URL=\(scheme)://app:%@db/x"]) { $0.text(6) + "@" + $0.text(7) }
            add(["\"\(scheme)://app:%@db/x\""]) { $0.text(6) + "/" + $0.text(7) }
            let secret = planter.text(12)
            texts.append(Planted("u=" + percentEncoded("\(scheme)://app:\(secret)@h/x"), [secret]))
        }
        let forms = [
            "jdbc:mysql://h:3306/d?user=u&password=%&useSSL=false",
            "jdbc:sqlserver://h:1433;databaseName=d;user=sa;password=%;encrypt=true", "jdbc:oracle:thin:scott/%@//h:1521/x",
            "jdbc:db2://h:50000/d:user=u;password=%;", "Driver={ODBC Driver 17 for SQL Server};Server=h;Database=d;UID=sa;PWD=%;",
            "DRIVER=x;UID=sa;PWD={%};", "Server=h;User Id=sa;Password=%;TrustServerCertificate=True",
            "<add name=\"c\" connectionString=\"Data Source=h;User ID=sa;Password=%\" />",
            #""ConnectionStrings":{"D":"Server=h;User Id=sa;Pwd=%;"}"#, "Host=h;Username=u;Password=%",
            "Server=h;Uid=u;Pwd=\"%\";",
            "Server=h;Uid=u;Password='%';", "sqlplus scott/%@orcl", "dsn=user:%@tcp(10.0.0.1:3306)/db",
            "Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=%=",
        ]
        add(forms) { $0.text(12) }
        add(forms.dropLast(3).map(\.self)) { $0.text(6) + $0.pick(["!", "#", "$", "^", "*"]) + $0.text(8) }
    }

    private mutating func addCommands() {
        add([
            "mysql -u root -p % db", "mysql -uroot -p%", "mysqldump --password=% x", "sshpass -p % ssh a@b",
            "sshpass -p '%' ssh a", "docker login -u a -p % r.io", "curl -u user:% https://x",
            "curl --user user:% https://x", "redis-cli -h h -a %", "ldapsearch -D cn=a -w %", "psql \"host=h user=u password=%\"",
            "ALTER USER x WITH PASSWORD '%';", "CREATE USER 'a'@'b' IDENTIFIED BY '%';",
            "requirepass %", "machine h login u password %", "ENV DB_PASSWORD %", "tool --pass %", "tool -password %",
            "openssl x -passin pass:%", "smbclient //h/s -U user:%", "sqlcmd -S h -U sa -P %",
            "keytool -storepass % -x", "the password is \"%\"", "SET PASSWORD FOR 'x' = PASSWORD('%');", "login -u admin -p %",
            "password => %", "config[\"password\"] = \"%\"", "$db_pass = \"%\";",
            "[password=%]", "password:\n  %", "\"password\":\n   \"%\"", "<password>\n  %\n</password>",
            "<password><![CDATA[%]]></password>", "--password \\\n  %", "password=\\\n  %",
            "-Dspring.datasource.password=%", "login failed (user=a, password=%)", "password=%, retrying", "password=%; retrying",
        ]) { $0.text(12) }
        add(["SMTP< AUTH PLAIN %"]) { base64Text([0] + Array("\($0.text(5))".utf8) + [0] + Array($0.text(12).utf8)) }
        add(["root:%:19000:0:99999:7:::"], rule: "password-hash") { "$6$\($0.text(8))$" + $0.text(86, Planter.alphanumeric) }
    }

    private mutating func addCookies() {
        add(
            [
                "Cookie: sid=%; theme=dark", "Set-Cookie: PHPSESSID=%; Path=/; HttpOnly",
                "cookie=\"JSESSIONID=%; x=1\" status=200", "curl -H 'Cookie: sid=%; b=1'",
                "\"Set-Cookie\": [\"a=1; Path=/\", \"c=%; Secure\"]",
                "\"cookies\": {\"sid\": \"%\", \"k\": \"v\"}", "JSESSIONID=%", "/x;jsessionid=%?y=1", "curl -b 'sid=%' http://x",
                #"{"cookie":"a=%; b=2"}"#, "Cookie: %",
            ], rule: "cookie"
        ) { $0.text(26) }
    }

    private mutating func addPeople() {
        for write in [{ $0 }, persianDigits, arabicDigits] as [(String) -> String] {
            add(
                [
                    "INFO user % logged in", "کد ملی: %", "کدملی % ثبت شد", "nationalCode=%", "\"national_id\":\"%\"",
                    "مشتری با شماره ملی % یافت نشد", "a;%;b", "<nationalCode>%</nationalCode>", "(%)",
                ], rule: "national-id"
            ) { write($0.nationalIdentity()) }
            add(["شناسه ملی: %", "legal_id=%", "شناسهٔ ملی شرکت % است"], rule: "legal-id") { write($0.legalIdentity()) }
            add(["کد پستی: %", "کدپستی %", "postal_code=%", "\"postalCode\":\"%\"", "zip: %"], rule: "postal-code") {
                write($0.postalCode())
            }
            for place in ["14:00:00 sms to % sent", "mobile=%", "تلفن همراه: %", "\"phone\":\"%\"", "%", "tel:%", "شماره %،"] {
                let mobile = planter.mobile()
                let parts = (mobile.prefix(4), mobile.dropFirst(4).prefix(3), mobile.suffix(4))
                let national = mobile.dropFirst()
                for writing in [
                    mobile, "+98\(national)", "0098\(national)", "98\(national)", "\(parts.0) \(parts.1) \(parts.2)",
                    "\(parts.0)-\(parts.1)-\(parts.2)", "\(parts.0)-\(parts.1)\(parts.2)",
                    "+98 \(parts.0.dropFirst()) \(parts.1) \(parts.2)", "+98-\(parts.0.dropFirst())-\(parts.1)\(parts.2)",
                    "0098 \(parts.0.dropFirst()) \(parts.1) \(parts.2)",
                ] {
                    texts.append(Planted(place.replacing("%", with: write(writing)), [write(writing)], rule: "mobile"))
                }
            }
            for prefix in ["603799", "621986", "589210", "627412", "610433", "502229", "4", "51", "5555", "62", "2221"] {
                let card = planter.card(prefix)
                let groups = stride(from: 0, to: 16, by: 4).map { String(card.dropFirst($0).prefix(4)) }
                for writing in [card, groups.joined(separator: " "), groups.joined(separator: "-")] {
                    for place in ["pay card=% ok", "شماره کارت %", "\"%\""] {
                        texts.append(Planted(place.replacing("%", with: write(writing)), [write(writing)], rule: "card"))
                    }
                }
            }
            let shaba = planter.shaba()
            let groups = stride(from: 0, to: 26, by: 4).map { String(shaba.dropFirst($0).prefix(4)) }
            for writing in [shaba, shaba.lowercased(), groups.joined(separator: " "), groups.joined(separator: "-")] {
                let text = writing.prefix(2) + write(String(writing.dropFirst(2)))
                for place in ["shaba=%", "شماره شبا: %", "transfer to % done"] {
                    texts.append(Planted(place.replacing("%", with: text), [String(text)], rule: "shaba"))
                }
            }
        }
        let national = planter.nationalIdentity()
        texts.append(
            Planted(#"{"m":"\#(jsonEscaped("کد ملی " + persianDigits(national)))"}"#, [jsonEscaped(persianDigits(national))]))
        add(
            [
                "mail from % to queue", "email=%", "\"email\":\"%\"", "<%>", "mailto:%", "to=<%>, relay=h", "ایمیل: %.",
                "(contact: %)",
            ], rule: "email"
        ) { $0.email() }
        let mail = planter.email()
        for writing in [
            mail.replacing("@", with: "%40"), mail.replacing("@", with: "\\u0040"), mail.replacing("@", with: "&#64;"),
        ] { texts.append(Planted("e=\"\(writing)\"", [writing])) }
        add(["invoice for % printed", "مشتری % بدهکار", "\"customer\":\"%\""], rule: "name") {
            $0.pick(["Pars Hesab", "PARS HESAB", "علی رضایی", "علي رضايي", "شرکت داده‌پردازان", "شرکت داده پردازان"])
        }
    }
}
