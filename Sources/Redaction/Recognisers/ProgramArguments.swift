/// Passwords that stand at a place among a program's arguments, without an option that names them: `htpasswd -b file user x`,
/// `rabbitmqctl add_user user x`, `net use \\host\share x`, and options whose meaning is the program's own: `snmpwalk -c x`.
enum ProgramArguments {
    private enum Rule {
        /// The word behind one of these options.
        case options([String])
        /// The same, or glued to it.
        case glued([String])
        /// What stands so many words behind one of these, options aside.
        case behind([String], Int)
        /// The last word of so many at least, options aside, if one of the options' letters is there.
        case last(Int, letter: UInt8?)
        /// `user:x` behind one of these options.
        case pair([String], UInt8)
        case share
        /// The word so many places behind the program, options aside.
        case at(Int)
        /// What stands behind one of these in the same word.
        case assigned([String])
        /// `/v NAME … /d x`, where the name gives it away.
        case registry
        /// `KEY x` behind one of these words, where the key's name gives it away.
        case keyed([String])
    }

    private static let programs: [(name: StaticString, rules: [Rule])] = [
        ("htpasswd", [.last(2, letter: UInt8(ascii: "b"))]), ("htdigest", []), ("openssl passwd", [.last(1, letter: nil)]),
        ("openssl", [.options(["-k", "-K"])]),
        ("rabbitmqctl", [.behind(["add_user", "change_password", "authenticate_user"], 2)]),
        ("snmpwalk", snmp), ("snmpget", snmp), ("snmpgetnext", snmp), ("snmpset", snmp), ("snmpbulkwalk", snmp),
        ("snmpbulkget", snmp),
        ("snmptable", snmp), ("snmptrap", snmp), ("snmpinform", snmp), ("snmpstatus", snmp), ("snmpdf", snmp),
        ("check_snmp", [.options(["-C"])]),
        ("snmptranslate", []), ("snmpbulk", snmp), ("onesixtyone", [.options(["-c"])]),
        ("net use", [.share]), ("net user", [.last(2, letter: nil)]), ("isql", [.last(3, letter: nil)]),
        ("wpa_passphrase", [.last(2, letter: nil)]),
        ("http", [.pair(["-a", "--auth"], 58)]), ("https", [.pair(["-a", "--auth"], 58)]), ("xh", [.pair(["-a"], 58)]),
        ("ttyd", [.pair(["-c"], 58)]),
        ("lftp", [.pair(["-u"], 44)]), ("mysqladmin", [.behind(["password"], 1)]),
        ("redis-cli", [.behind(["auth", "AUTH"], 1), .behind(["requirepass", "masterauth"], 1)]),
        ("ldapsearch", [.glued(["-w"])]), ("ldapmodify", [.glued(["-w"])]), ("ldapadd", [.glued(["-w"])]),
        ("ldapdelete", [.glued(["-w"])]),
        ("ldapwhoami", [.glued(["-w"])]), ("ldappasswd", [.glued(["-w"]), .options(["-s", "-a"])]),
        ("sqlcmd", [.glued(["-P"])]), ("bcp", [.glued(["-P"])]), ("tsql", [.glued(["-P"])]), ("osql", [.glued(["-P"])]),
        ("fisql", [.glued(["-P"])]),
        ("mosquitto_pub", [.glued(["-P"])]), ("mosquitto_sub", [.glued(["-P"])]), ("ipmitool", [.glued(["-P"])]),
        ("zip", [.glued(["-P"])]),
        ("unzip", [.glued(["-P"])]), ("rar", [.glued(["-p", "-hp"])]), ("unrar", [.glued(["-p"])]), ("7z", [.glued(["-p"])]),
        ("7za", [.glued(["-p"])]),
        ("nmcli", [.behind(["password"], 1)]), ("iwconfig", [.behind(["key"], 1)]), ("vncpasswd", []),
        ("smbpasswd", []), ("rdesktop", [.options(["-p"])]), ("psexec", [.options(["-p"])]),
        ("rabbitmqadmin", [.options(["-p"])]),
        ("ncftpput", [.options(["-p"])]), ("ncftpget", [.options(["-p"])]), ("x11vnc", [.options(["-passwd"])]),
        ("winexe", [.pair(["-U"], 37)]),
        ("winrs", [.glued(["-p:", "-P:", "/p:", "/P:"])]), ("schtasks", remote), ("tasklist", remote), ("taskkill", remote),
        ("systeminfo", remote), ("driverquery", remote), ("eventcreate", remote), ("getmac", remote), ("openfiles", remote),
        ("gpresult", remote), ("config", [.behind(["requirepass", "masterauth"], 1)]),
        ("reg", [.registry]), ("radtest", [.at(1), .at(4)]),
        ("netsh", [.assigned(["key=", "keyMaterial=", "userKey="])]), ("consul", [.keyed(["put"])]),
        ("etcdctl", [.keyed(["put", "set"])]), ("redis", [.keyed(["set"])]),
        ("git", [.keyed(["config"])]), ("aws", [.keyed(["set"])]), ("npm", [.keyed(["set"])]), ("pip", [.keyed(["set"])]),
        ("gcloud", [.keyed(["set"])]),
        ("composer", [.keyed(["config"])]), ("yarn", [.keyed(["set"])]), ("vault", [.keyed(["put"])]), ("mc", []),
        ("crudini", []), ("cryptsetup", []), ("chap", []),
    ]
    private static let snmp: [Rule] = [.options(["-c", "-A", "-X"])]
    /// Windows' programs that run elsewhere: as whom, and as whom there.
    private static let remote: [Rule] = [.options(["/p", "/P", "/rp", "/RP", "/Rp", "-p", "-rp"])]
    private static let byLetter: [[(name: StaticString, rules: [Rule])]] = (0..<256).map { letter in
        programs.filter { Int($0.name.utf8Start[0]) == letter && !$0.rules.isEmpty }
            .sorted { $0.name.utf8CodeUnitCount > $1.name.utf8CodeUnitCount }
    }

    /// At the first letter or digit of a word.
    static func find(_ line: LineBytes, at index: Int, _ policy: RedactionPolicy, _ found: inout [Span]) {
        let candidates = byLetter[Int(ASCII.lower(line[index]))]
        guard !candidates.isEmpty, !ASCII.isTokenByte(line[index - 1]), line[index - 1] != 46 else { return }
        for (name, rules) in candidates where line.matches(name, at: index) {
            var end = index + name.utf8CodeUnitCount
            if line.matches(".exe", at: end) { end += 4 }
            if ASCII.isQuote(line[end]), line[end + 1] == 44 { end += 2 }
            if ASCII.isQuote(line[end]), line[end] == line[index - 1] { end += 1 }
            guard ASCII.isBlank(line[end]) else { continue }
            let words = ShellWords(line, from: end).words.filter { $0.end > $0.start }
            for rule in rules { apply(rule, line, words, policy, &found) }
            return
        }
    }

    private static func apply(
        _ rule: Rule, _ line: LineBytes, _ words: [ShellWords.Word], _ policy: RedactionPolicy, _ found: inout [Span]
    ) {
        func text(_ word: ShellWords.Word) -> String {
            String(decoding: line.bytes(word.start, min(word.end, word.start + 40)), as: UTF8.self)
        }
        func isOption(_ word: ShellWords.Word) -> Bool {
            line[word.start] == 45 || line[word.start] == 62 || line[word.start] == 60
        }
        let plain = words.filter { !isOption($0) }
        switch rule {
        case .options(let names):
            for (word, value) in zip(words, words.dropFirst()) where names.contains(text(word)) {
                // Another option: the program asks.
                if line[word.start] == 47, line[value.start] == 47 { continue }
                add(line, value.start, value.end, &found)
            }
        case .glued(let names):
            for (place, word) in words.enumerated() {
                guard let name = names.first(where: { text(word).hasPrefix($0) }) else { continue }
                var start = word.start + name.utf8.count
                if start == word.end {
                    if place + 1 < words.count, !isOption(words[place + 1]) {
                        add(line, words[place + 1].start, words[place + 1].end, &found)
                    }
                    continue
                }
                if line[start] == 61 { start += 1 }
                let isQuoted = ASCII.isQuote(line[start])
                let end = isQuoted ? line.end(from: start + 1, limit: 256) { $0 != line[start] } : word.end
                add(line, isQuoted ? start + 1 : start, end, &found)
            }
        case .behind(let names, let count):
            guard let place = plain.firstIndex(where: { names.contains(text($0)) }), place + count < plain.count else { return }
            add(line, plain[place + count].start, plain[place + count].end, &found)
        case .last(let least, let letter):
            if let letter {
                guard
                    words.contains(where: {
                        line[$0.start] == 45 && line[$0.start + 1] != 45 && line.bytes($0.start, $0.end).contains(letter)
                    })
                else { return }
            }
            let named = plain.filter { line[$0.start] != 47 || $0.end - $0.start > 12 }
            guard named.count >= least, let last = named.last else { return }
            add(line, last.start, last.end, &found)
        case .pair(let names, let mark):
            for (word, value) in zip(words, words.dropFirst()) where names.contains(text(word)) {
                guard let place = (value.start..<value.end).first(where: { line[$0] == mark }) else { continue }
                add(line, place + 1, value.end, &found)
            }
        case .at(let place):
            if place < plain.count { add(line, plain[place].start, plain[place].end, &found) }
        case .assigned(let names):
            for word in words {
                guard let name = names.first(where: { text(word).hasPrefix($0) }) else { continue }
                let start = word.start + name.utf8.count
                add(line, ASCII.isQuote(line[start]) ? start + 1 : start, word.end, &found)
            }
        case .registry:
            var name = FieldName()
            guard let place = words.firstIndex(where: { text($0).lowercased() == "/v" }), place + 1 < words.count,
                let data = words.firstIndex(where: { text($0).lowercased() == "/d" }), data + 1 < words.count,
                let sense = name.read(line, before: words[place + 1].end, policy.fields), sense == .password || sense == .token
            else { return }
            add(line, words[data + 1].start, words[data + 1].end, &found)
        case .share:
            guard words.contains(where: { line[$0.start] == ASCII.backslash }) else { return }
            for word in words {
                let first = line[word.start]
                let isDrive = word.end - word.start == 2 && line[word.start + 1] == 58
                if first != ASCII.backslash, first != 47, first != 42, !isDrive { add(line, word.start, word.end, &found) }
            }
        case .keyed(let verbs):
            guard let place = plain.firstIndex(where: { verbs.contains(text($0)) }), place + 2 < plain.count else { return }
            var name = FieldName()
            guard let sense = name.read(line, before: plain[place + 1].end, policy.fields), sense == .password || sense == .token
            else { return }
            add(line, plain[place + 2].start, plain[place + 2].end, &found)
        }
    }

    private static func add(_ line: LineBytes, _ start: Int, _ end: Int, _ found: inout [Span]) {
        guard end > start, !Placeholders.isPlaceholder(line, start, end, prose: false) else { return }
        found.append(Span(line, start, end, .password))
    }
}
