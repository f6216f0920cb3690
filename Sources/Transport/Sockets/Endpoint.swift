/// A host and a port, as people write them: `relay.example:7443`, `192.0.2.1:7443`, `[2001:db8::1]:7443`.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// Longest host in bytes: that of a name in DNS.
    package static let hostLengthLimit = 253

    /// A name, or an address without brackets.
    package let host: String
    package let port: Int

    /// nil unless the host is made of letters, digits, `.`, `-`, `_`, `:` and `%`, and the port is one.
    package init?(host: String, port: Int) {
        let allowed = host.utf8.allSatisfy { byte in
            (97...122).contains(byte | 0x20) || (48...57).contains(byte) || ".-_:%".utf8.contains(byte)
        }
        guard allowed, (1...Self.hostLengthLimit).contains(host.utf8.count), (0...65535).contains(port) else { return nil }
        self.host = host
        self.port = port
    }

    /// Parses the text; a port may be left out where there is a default.
    package init?(_ text: String, defaultPort: Int? = nil) {
        var host = text[...]
        var port = defaultPort
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            if !rest.isEmpty {
                guard rest.first == ":" else { return nil }
                port = Self.port(rest.dropFirst())
            }
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            guard !host.contains(":") else { return nil }
            port = Self.port(text[text.index(after: colon)...])
        }
        guard let port else { return nil }
        self.init(host: String(host), port: port)
    }

    package var description: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

    private static func port(_ text: Substring) -> Int? {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}
