/// E-mail addresses (RFC 5321 as people have them). Units of systemd, keys of `user@host` without a domain, and names of algorithms are none.
enum EmailAddresses {
    private static let units: Set<String> = [
        "service", "socket", "timer", "slice", "scope", "target", "device", "mount", "automount", "path", "swap", "log", "conf",
        "js", "ts", "json", "so", "jar", "py",
        "local", "lan", "localdomain", "internal", "png", "jpg", "svg", "css", "html", "tgz", "swift", "git",
    ]
    private static let softwares: [StaticString] = ["openssh.com", "libssh.org", "lysator.liu.se"]

    /// At an `@`, or what stands for one.
    /// - Returns: where to go on, or nil.
    static func find(_ line: LineBytes, at sign: Int, _ found: inout [Span]) -> Int? {
        var start = sign
        while start > 0, start > sign - 65, isLocal(line[start - 1]) { start -= 1 }
        while start < sign, line[start] == 46 || line[start] == 45 || line[start] == 39 || line[start] == 61 || line[start] == 47
        { start += 1 }
        // `to=<a@b>` has none before it; `mail=a@b` has a name.
        if let equals = (start..<sign).last(where: { line[$0] == 61 || line[$0] == 47 }) { start = equals + 1 }
        guard start < sign else { return nil }
        var end = sign + 1
        var dot = -1
        while end < line.count, end < sign + 256, isDomain(line[end]) {
            if line[end] == 46 { dot = end }
            end += 1
        }
        while end > sign + 1, line[end - 1] == 46 || line[end - 1] == 45 {
            end -= 1
            if dot == end { dot = (sign + 1..<end).last { line[$0] == 46 } ?? -1 }
        }
        guard dot > sign + 1, end - dot >= 3, end - dot <= 25, line[end] != 64 else { return nil }
        guard (dot + 1..<end).allSatisfy({ ASCII.isLetter(line[$0]) || line[$0] >= 0x80 }) || line.matches(".xn--", at: dot)
        else { return nil }
        let top = String(decoding: line.bytes(dot + 1, end).map(ASCII.lower), as: UTF8.self)
        if units.contains(top) || softwares.contains(where: { line.matches($0, at: sign + 1) }) { return nil }
        // `https://user@host/` names an account of a server.
        if line[start - 1] == 47, line[start - 2] == 47, line[start - 3] == 58 {
            // Unless the account is an address itself: `smtp://a@b.ir:x@host`.
            let authority = line.end(from: end, limit: 256) { !ASCII.isSpace($0) && $0 != 64 && $0 != 47 }
            guard line[end] == 58, line[authority] == 64 else { return nil }
        }
        // git@github.com:owner/name is an address of a repository.
        if sign - start == 3, line.matches("git", at: start) { return nil }
        found.append(
            Span(
                start, end, .email,
                canonical: line.bytes(start, sign).map(ASCII.lower) + [64] + line.bytes(sign + 1, end).map(ASCII.lower)))
        return end
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte >= 0x80 || ".!#$%&'*+-/=?^_{|}~".utf8.contains(byte)
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == 45 || byte == 46 || byte >= 0x80
    }
}
