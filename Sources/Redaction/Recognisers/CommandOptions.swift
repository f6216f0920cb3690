/// Passwords on command lines: `--password x`, `-p x`, `mysql -px`, `curl -u user:x`.
struct CommandOptions {
    private var name = FieldName()

    /// Where in the line a program's name stands first, looked for once.
    private var programs: [Int: Int] = [:]

    private static let glued: [StaticString] = ["mysql", "mariadb", "7z", "sshpass"]
    private static let passwordP: [StaticString] = [
        "mysql", "mariadb", "sshpass", "docker login", "podman login", "mongo", "zip", "sqlcmd", "ipmitool", "bcp", "7z",
        "registry login", "az login", "smbclient", "isql", "login",
    ]
    private static let userColon: [StaticString] = [
        "curl", "http ", "https ", "wget", "smbclient", "httpie", "rpcclient", "rsync", "aria2c",
    ]
    private static let ldap: [StaticString] = ["ldap"]
    private static let redis: [StaticString] = ["redis-cli"]

    /// At a `-` that begins a word.
    /// - Returns: where to go on, or nil.
    mutating func find(_ line: LineBytes, at index: Int, _ policy: RedactionPolicy, _ found: inout [Span]) -> Int? {
        let long = line[index + 1] == 45
        let start = index + (long ? 2 : 1)
        guard ASCII.isLetter(line[start]) else { return nil }
        let end = line.end(from: start) { ASCII.isTokenByte($0) || $0 == 46 }
        guard end - start <= RedactionLimits.fieldName else { return nil }
        if end - start == 1 {
            // `-p'x'`
            if ASCII.isQuote(line[end]), line[end + 1] == 32, line[end + 2] == 97, ASCII.isDigit(line[end + 3]), !long {
                switch line[start] | 32 {
                case UInt8(ascii: "p") where follows(.password, line, index):
                    return takeArgument(line, end, .password, &found)
                case UInt8(ascii: "u") where follows(.user, line, index):
                    return takeUserAndPassword(line, argumentOfAudit(line, end), &found)
                default: return nil
                }
            }
            if ASCII.isQuote(line[end]), line[end + 1] != 44, !long { return findGlued(line, index, start, &found) }
            // `-p=x`
            if line[end] == 61, line[start] == UInt8(ascii: "p"), follows(.password, line, index) {
                return takeArgument(line, end + 1, .password, &found)
            }
            return findShort(line, index, start, &found)
        }
        if !long, let next = findGlued(line, index, start, &found) { return next }
        if line.matches("user", at: start) || line.matches("proxy-user", at: start), follows(.user, line, index) {
            return takeUserAndPassword(line, line[end] == 61 ? end + 1 : end, &found)
        }
        guard ASCII.isBlank(line[end]) || Self.endsArgument(line, end) || argumentOfAudit(line, end) > end,
            let sense = name.read(line, before: end, policy.fields)
        else { return nil }
        switch sense {
        case .password, .token, .custom, .cookie, .basic: break
        default: return nil
        }
        let argument = line.skipBlanks(end)
        if line[argument] == ASCII.backslash, line.skipBlanks(argument + 1) >= line.count {
            continued = sense
            return argument + 1
        }
        return takeArgument(line, end, Fields.kind(of: sense), &found)
    }

    /// `["--password", "x"]` of a program's own printing.
    private static func endsArgument(_ line: LineBytes, _ end: Int) -> Bool {
        ASCII.isQuote(line[end]) && line[end + 1] == 44
    }

    /// An argument that stands on the next line.
    private(set) var continued: FieldSense?

    mutating func begin() {
        continued = nil
        programs.removeAll(keepingCapacity: true)
    }

    private enum Programs: Int { case password, glued, user, directory, redis, userOption, curl }

    private mutating func follows(_ programs: Programs, _ line: LineBytes, _ index: Int) -> Bool {
        if let known = self.programs[programs.rawValue] { return known < index }
        let names: [StaticString] =
            switch programs {
            case .password: Self.passwordP
            case .glued: Self.glued
            case .user: Self.userColon
            case .directory: Self.ldap
            case .redis: Self.redis
            case .userOption: [" -u", " --user"]
            case .curl: ["curl"]
            }
        var first = Int.max
        for name in names {
            var place = 0
            while place < min(first, line.count), !line.matches(name, at: place) { place += 1 }
            if place < line.count { first = min(first, place) }
        }
        self.programs[programs.rawValue] = first
        return first < index
    }

    private func takeArgument(_ line: LineBytes, _ end: Int, _ kind: RedactionKind, _ found: inout [Span]) -> Int? {
        var start = end
        if Self.endsArgument(line, end) { start += 2 }
        start = argumentOfAudit(line, line.skipBlanks(start))
        // `-Password (ConvertTo-SecureString "x")`: PowerShell's expressions have their own secrets.
        if line[start] == 40 { return nil }
        guard line[start] != 45 || line[start + 1] != 45, let value = FieldValue.extent(line, start, enclosing: 0, whole: false),
            value.end > value.start, !Placeholders.isPlaceholder(line, value.start, value.end, prose: !value.quoted)
        else { return nil }
        let first = line[value.start]
        // Where it is kept, not what it is.
        if line.matches("file:", at: value.start) || line.matches("env:", at: value.start) || line.matches("fd:", at: value.start)
        {
            return nil
        }
        if value.end - value.start == 5, line.matches("stdin", at: value.start) { return nil }
        if !value.quoted, first == 61 || first == 60 || first == 91 || first == 124 { return nil }
        found.append(Span(line, value.start, value.end, kind))
        return value.next
    }

    /// `a1="-p" a2="x"`: behind the mark that ends an argument, as the kernel's audit writes them.
    private func argumentOfAudit(_ line: LineBytes, _ start: Int) -> Int {
        var index = start
        if ASCII.isQuote(line[index]), line[index + 1] == 32 { index += 2 }
        guard line[index] == 97, ASCII.isDigit(line[index + 1]) else { return start }
        let equals = line.end(from: index + 1, limit: 4, while: ASCII.isDigit)
        return line[equals] == 61 && ASCII.isQuote(line[equals + 1]) ? equals + 1 : start
    }

    private mutating func findShort(_ line: LineBytes, _ index: Int, _ start: Int, _ found: inout [Span]) -> Int? {
        guard ASCII.isBlank(line[start + 1]) || Self.endsArgument(line, start + 1) else { return nil }
        switch line[start] {
        case UInt8(ascii: "p"), UInt8(ascii: "P"):
            guard follows(.password, line, index) || follows(.userOption, line, index) else { return nil }
            let value = line.skipBlanks(start + 1)
            let end = line.end(from: value) { !ASCII.isSpace($0) }
            if line.contains("journalctl", in: max(0, index - 128)..<index) { return nil }
            // A port, a pair of them, a path or a process.
            if line.end(from: value, while: { ASCII.isDigit($0) || $0 == 58 || $0 == 46 || $0 == 47 }) >= end { return nil }
            if line[value] == 47 || line[value] == 45 { return nil }
            return takeArgument(line, start + 1, .password, &found)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            guard follows(.user, line, index) || isContinuation(line, index) else { return nil }
            return takeUserAndPassword(line, start + 1, &found)
        case UInt8(ascii: "w"), UInt8(ascii: "y"):
            guard follows(.directory, line, index), line[start] == 119 else { return nil }
            return takeArgument(line, start + 1, .password, &found)
        case UInt8(ascii: "a"):
            guard follows(.redis, line, index) else { return nil }
            return takeArgument(line, start + 1, .password, &found)
        case UInt8(ascii: "b"):
            guard follows(.curl, line, index), line.contains("=", in: start..<min(line.count, start + 256)) else { return nil }
            Cookies.find(line, line.skipBlanks(start + 1), enclosing: 0, sense: .cookie, single: false, &found)
            return nil
        default: return nil
        }
    }

    /// `  -u user:x \` of a command that began in a line before.
    private func isContinuation(_ line: LineBytes, _ index: Int) -> Bool {
        line.skipBlanks(0) == index && index > 0 && line[line.count - 1] == ASCII.backslash
            && line.end(from: line.skipBlanks(index + 2), while: { ASCII.isDigit($0) || $0 == 58 }) < line.count - 2
    }

    /// `-pSECRET`.
    private mutating func findGlued(_ line: LineBytes, _ index: Int, _ start: Int, _ found: inout [Span]) -> Int? {
        if line[start] == UInt8(ascii: "u"), follows(.curl, line, index),
            line.contains(":", in: start..<min(line.count, start + 128))
        {
            return takeUserAndPassword(line, start + 1, &found)
        }
        guard line[start] == UInt8(ascii: "p"), follows(.glued, line, index), line[start + 1] != 61 else { return nil }
        // Words of their own; a password may begin like one.
        let words: [StaticString] = ["port", "protocol", "password", "pipe"]
        if words.contains(where: { line.matches($0, at: start) && !ASCII.isTokenByte(line[start + $0.utf8CodeUnitCount]) }) {
            return nil
        }
        guard let value = FieldValue.extent(line, start + 1, enclosing: 0, whole: false) else { return nil }
        found.append(Span(line, value.start, value.end, .password))
        return value.next
    }

    private func takeUserAndPassword(_ line: LineBytes, _ end: Int, _ found: inout [Span]) -> Int? {
        var first = end
        if Self.endsArgument(line, end) { first += 2 }
        guard let value = FieldValue.extent(line, line.skipBlanks(first), enclosing: 0, whole: false) else { return nil }
        guard let mark = (value.start..<value.end).first(where: { line[$0] == 58 || line[$0] == 37 }), mark + 1 < value.end,
            line[mark + 1] != 47 || line[mark + 2] != 47
        else { return nil }
        guard !Placeholders.isPlaceholder(line, mark + 1, value.end, prose: false) else { return nil }
        found.append(Span(line, mark + 1, value.end, .password))
        return value.next
    }
}
