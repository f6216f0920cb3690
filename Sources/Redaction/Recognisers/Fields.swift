/// Values of fields whose names give them away: `password=x`, `"dbPassword": "x"`, `رمز عبور: x`, connection strings, environments, headers.
struct Fields {
    var name = FieldName()
    /// What the next lines are about, for values that begin there.
    var pending: Pending?

    enum Pending: Equatable {
        /// A block below a name, deeper indented than this (YAML).
        case block(indent: Int, FieldSense)
        /// The value stands on the next line.
        case value(FieldSense)
        /// `name: DB_PASSWORD`, then `value: x`.
        case named(FieldSense)
        /// The items of a list, a line each.
        case items(FieldSense)
    }

    mutating func begin() {
        pending = nil
    }

    /// - Parameter separator: where `=` or `:` stands.
    mutating func find(_ line: LineBytes, at separator: Int, _ policy: RedactionPolicy, _ found: inout [Span]) {
        var nameEnd = separator
        // `:=`, `+=`, `?=`; the second byte of `==`, `=>`, `::` is no separator of its own.
        if line[separator] == UInt8(ascii: "="),
            line[separator - 1] == UInt8(ascii: ":") || line[separator - 1] == UInt8(ascii: "+")
        {
            nameEnd -= 1
        }
        guard let sense = name.read(line, before: nameEnd, policy.fields) else { return }
        var start = separator + 1
        while line[start] == UInt8(ascii: "=") || line[start] == UInt8(ascii: ">") && start == separator + 1 { start += 1 }
        if isDirectoryValue(line, separator) { start += 1 }
        if line[separator] == UInt8(ascii: ":"), line[start] == UInt8(ascii: ":") || line.matches("//", at: start) { return }
        // The padding of base 64.
        if line[separator + 1] == UInt8(ascii: "="), line[name.start - 1] == 47 || line[name.start - 1] == 43 { return }
        let blank = line.skipBlanks(start)
        if sense == .linkSignature, !isParameter(line) { return }
        let enclosing = name.quote == 0 && ASCII.isQuote(line[name.start - 1]) ? line[name.start - 1] : 0
        guard blank < line.count, line[blank] != 10, line[blank] != 13 else {
            if line[separator] == UInt8(ascii: ":") || name.quote != 0 { wait(line, sense) }
            return
        }
        guard let joined = joinedString(line, blank, enclosing) else { return }
        let first = unwrapped(line, joined, sense)
        take(
            line, first, sense, enclosing: enclosing, colon: line[separator] == UInt8(ascii: ":"), spaced: blank > start, policy,
            &found)
    }

    /// `userPassword:: x` of a directory's text: base 64.
    private func isDirectoryValue(_ line: LineBytes, _ separator: Int) -> Bool {
        guard line[separator] == 58, line[separator + 1] == 58, line[separator + 2] == 32, name.start == 0 else { return false }
        return line.end(from: separator + 3, while: ASCII.isBase64) >= line.count - (line[line.count - 1] == 13 ? 1 : 0)
    }

    /// `Some("x")`, `Optional("x")`, PHP's `string(10) "x"`, Java's `[x]`: what programs print around a value.
    private func unwrapped(_ line: LineBytes, _ start: Int, _ sense: FieldSense) -> Int {
        let wrappers: [StaticString] = ["some(", "optional(", "just("]
        if let wrapper = wrappers.first(where: { line.matches($0, at: start) }) {
            let inner = start + wrapper.utf8CodeUnitCount
            return ASCII.isQuote(line[inner]) ? inner : start
        }
        if line.matches("string(", at: start) {
            let inner = line.end(from: start + 7, limit: 8, while: ASCII.isDigit)
            return line[inner] == 41 && line[inner + 1] == 32 && ASCII.isQuote(line[inner + 2]) ? inner + 2 : start
        }
        guard line[start] == 91, sense == .password || sense == .token, !ASCII.isQuote(line[start + 1]) else { return start }
        let end = line.end(from: start + 1, limit: 128) { $0 != 93 && $0 != 44 && !ASCII.isSpace($0) }
        return line[end] == 93 && ChosenWords.isPassword(line, start + 1, end) ? start + 1 : start
    }

    /// `"…;Password=" + "x"`: the mark behind the name ends a string of a program, and the value is in the next one.
    /// - Returns: where the value begins, nil where a variable stands for it.
    private func joinedString(_ line: LineBytes, _ start: Int, _ enclosing: UInt8) -> Int? {
        let mark = line[start]
        guard mark == ASCII.quote || mark == ASCII.apostrophe, mark != enclosing, name.quote == 0 else { return start }
        let joint = line.skipBlanks(start + 1)
        guard line[joint] == 43 || line[joint] == 46 || line[joint] == 38, ASCII.isBlank(line[joint + 1]) || joint > start + 1
        else { return start }
        let marks = (max(0, start - 512)..<start).count { line[$0] == mark }
        guard marks % 2 == 1 else { return start }
        let next = line.skipBlanks(joint + 1)
        return ASCII.isQuote(line[next]) ? next : nil
    }

    /// - Parameters:
    ///   - start: the first byte of the value or its quotation mark.
    ///   - colon: a colon parted name and value, so that the value may be a word of a sentence.
    mutating func take(
        _ line: LineBytes, _ start: Int, _ sense: FieldSense, enclosing: UInt8, colon: Bool, spaced: Bool,
        _ policy: RedactionPolicy,
        _ found: inout [Span]
    ) {
        switch sense {
        case .authorization: return Credentials.findAuthorization(line, start, enclosing: enclosing, whole: isWhole(line), &found)
        case .cookie, .setCookie:
            return Cookies.find(line, start, enclosing: enclosing, sense: sense, single: isSingleCookie(line), &found)
        default: break
        }
        if isBlockMark(line, start), colon, sense != .name {
            pending = .block(indent: line.skipBlanks(0, limit: line.count), sense)
            return
        }
        // The value begins on the next line.
        if line[start] == ASCII.backslash, start + 1 >= line.count {
            pending = .value(sense)
            return
        }
        if line[start] == 91, start + 1 >= line.count, sense == .password || sense == .token {
            pending = .items(sense)
            return
        }
        if colon, line[start] == 33, isTaggedBlock(line, start) {
            pending = .block(indent: line.skipBlanks(0, limit: line.count), sense)
            return
        }
        if isTripleQuote(line, start), line.skipBlanks(start + 3) >= line.count {
            pending = .value(sense)
            return
        }
        // An object or a list has fields of its own, and no end that were worth looking for.
        guard line[start] != UInt8(ascii: "[") || ASCII.isQuote(line[start + 1]), !beginsObject(line, start) else { return }
        guard
            var extent = FieldValue.extent(
                line, start, enclosing: enclosing, whole: takesSpaces(line, sense), limit: Self.limit(of: sense))
        else { return }
        if sense == .name {
            if isRandomKey(line, extent) {
                found.append(Span(line, extent.start, extent.end, .token))
                return
            }
            return takeNamed(line, extent, policy, &found)
        }
        if case .person = sense, !extent.quoted {
            // `Sara Ahmadi (id 12)`
            let mark = line.end(from: extent.start) { ![40, 91, 60, 123, 124, 61].contains($0) }
            if mark < extent.end, line[mark - 1] == 32 { extent.end = max(extent.start, mark - 1) }
        }
        guard isSecret(line, extent, sense, colon: colon, spaced: spaced) else { return }
        found.append(Span(line, extent.start, extent.end, Self.kind(of: sense)))
        if !extent.quoted, line[extent.end - 1] == ASCII.backslash, extent.end >= line.count { pending = .value(sense) }
    }

    /// `key = x`, `"k": "x"` of a JSON Web Key: a value that only chance makes.
    private func isRandomKey(_ line: LineBytes, _ extent: FieldValue.Extent) -> Bool {
        let (start, end) = (extent.start, extent.end)
        guard end - start >= 20, end - start <= 256,
            name.joined.last == UInt8(ascii: "k") || name.joined.suffix(3).elementsEqual("key".utf8),
            line.end(from: start, while: ASCII.isBase64) >= end
        else { return false }
        guard !line.contains("pub", in: name.start..<start) else { return false }
        if name.joined == [UInt8(ascii: "k")] { return line.contains("\"kty\"", in: 0..<min(line.count, 2048)) }
        // What is padded is base 64; of a thousand of them one has no digit.
        let isPadded = line[end - 1] == 61 && (end - start).isMultiple(of: 4)
        guard Entropy.isMixed(line, start, end, digits: !isPadded) else { return false }
        // A path has slashes, too, but neither the length nor the other marks of base 64, nor parts of chance.
        guard (start..<end).contains(where: { line[$0] == 47 }) else { return true }
        guard (end - start) % 4 == 0 else { return false }
        return line[end - 1] == 61 || (start..<end).contains { line[$0] == 43 } || Entropy.isSecret(line, start, end)
    }

    static func isKeyPart(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        end - start >= 40 && line.end(from: start, while: ASCII.isBase64) >= end && Credentials.looksRandom(line, start, end)
    }

    /// `define('DB_PASSWORD', 'x')`, `put("password", "x")`: at a comma.
    mutating func findArgument(_ line: LineBytes, at comma: Int, _ policy: RedactionPolicy, _ found: inout [Span]) {
        guard ASCII.isQuote(line[comma - 1]), let sense = name.read(line, before: comma, policy.fields), name.quote != 0 else {
            return
        }
        switch sense {
        case .password, .token, .custom, .name: break
        default: return
        }
        var before = name.start - 2
        while before > name.start - 6, ASCII.isBlank(line[before]) { before -= 1 }
        let start = line.skipBlanks(comma + 1)
        guard line[before] == 40, ASCII.isQuote(line[start]),
            let extent = FieldValue.extent(line, start, enclosing: 0, whole: false)
        else { return }
        guard !Placeholders.isPlaceholder(line, extent.start, extent.end, prose: false) else { return }
        guard sense != .name || isRandomKey(line, extent) else { return }
        found.append(Span(line, extent.start, extent.end, sense == .name ? .token : Self.kind(of: sense)))
    }

    private static func limit(of sense: FieldSense) -> Int {
        switch sense {
        case .name: 256
        case .basic: 1024
        case .digits: 64
        case .person: 160
        default: .max
        }
    }

    /// `{` that is neither ODBC's quotation, nor the name of a hash.
    private func beginsObject(_ line: LineBytes, _ start: Int) -> Bool {
        guard line[start] == UInt8(ascii: "{") else { return false }
        if line[start + 1] == UInt8(ascii: "{") { return true }
        let close = line.end(from: start, limit: 256) { $0 != UInt8(ascii: "}") && !ASCII.isQuote($0) && !ASCII.isSpace($0) }
        return line[close] != UInt8(ascii: "}")
    }

    /// Names of people have spaces in them.
    private func takesSpaces(_ line: LineBytes, _ sense: FieldSense) -> Bool {
        switch sense {
        case .custom, .person: true
        case .digits: false
        default: isWhole(line)
        }
    }

    static func kind(of sense: FieldSense) -> RedactionKind {
        switch sense {
        case .password, .digits, .name: .password
        case .token, .linkSignature, .basic: .token
        case .keyPart, .keyData: .privateKey
        case .person: .name
        case .authorization: .authorization
        case .cookie, .setCookie: .cookie
        case .custom(let kind): kind
        }
    }

    private mutating func wait(_ line: LineBytes, _ sense: FieldSense) {
        switch sense {
        case .password, .token, .custom, .person: pending = .value(sense)
        default: break
        }
    }

    private func isTripleQuote(_ line: LineBytes, _ start: Int) -> Bool {
        ASCII.isQuote(line[start]) && line[start + 1] == line[start] && line[start + 2] == line[start]
    }

    /// `!vault |`: a block whose tag says how it is written.
    private func isTaggedBlock(_ line: LineBytes, _ start: Int) -> Bool {
        let mark = line.skipBlanks(line.end(from: start + 1) { ASCII.isTokenByte($0) || $0 == 33 || $0 == 58 })
        return isBlockMark(line, mark)
    }

    private func isBlockMark(_ line: LineBytes, _ start: Int) -> Bool {
        guard line[start] == UInt8(ascii: "|") || line[start] == UInt8(ascii: ">") else { return false }
        let end = line.end(from: start + 1) { $0 == 45 || $0 == 43 || ASCII.isDigit($0) }
        return line.skipBlanks(end) >= line.count || line[line.skipBlanks(end)] == 13
    }

    /// The name is the first thing of the line, behind what assignments begin with.
    private func isWhole(_ line: LineBytes) -> Bool {
        var index = line.skipBlanks(0, limit: 256)
        while index < name.start {
            let byte = line[index]
            guard ASCII.isBlank(byte) || byte == 45 || byte == 35 || ASCII.isQuote(byte) || byte == 59 || byte == 36 else {
                break
            }
            index += 1
        }
        if line.matches("export ", at: index) {
            index += 7
        } else if line.matches("set ", at: index) || line.matches("env ", at: index) {
            index += 4
        }
        return index >= name.start
    }

    /// `?sig=`, `&sig=`, `;sig=`.
    private func isParameter(_ line: LineBytes) -> Bool {
        switch line[name.start - 1] {
        case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: ";"): true
        // The decoded `&amp;`, and a connection string's SharedAccessSignature.
        default: name.joined.count > 12
        }
    }

    private func isSingleCookie(_ line: LineBytes) -> Bool {
        !name.joined.elementsEqual("cookie".utf8) && !name.joined.elementsEqual("cookies".utf8)
            && !name.joined.elementsEqual("httpcookie".utf8)
            && !name.joined.elementsEqual("setcookie".utf8) && !name.joined.elementsEqual("cookie2".utf8)
            && !name.joined.elementsEqual("setcookie2".utf8)
    }
}
