import Foundation

/// Proxies that are configured on a machine, in the places where distributions keep them. Users and passwords are never among them.
enum ProxySettings {
    private static let names: Set<String> = ["http_proxy", "https_proxy", "all_proxy", "ftp_proxy", "no_proxy"]

    static func all(_ root: FactRoot, environment: [String: String], agent: String?) -> [ProxyFacts] {
        var found: [ProxyFacts] = []
        if let agent { found.append(ProxyFacts(source: "agent", kind: "https_proxy", address: address(agent))) }
        found += values(environment, "environment")
        for path in ["/etc/environment", "/etc/sysconfig/proxy", "/etc/profile.d/proxy.sh", "/etc/conf.d/proxy"] {
            guard let text = root.readable(path) else { continue }
            // Scripts of a shell say `export` before it.
            found += values(KeyedText.assignments(text.replacing("export ", with: "")), path)
        }
        for path in ["/etc/dnf/dnf.conf", "/etc/yum.conf"] {
            guard let value = root.readable(path).flatMap({ KeyedText.assignments($0)["proxy"] }), !value.isEmpty else {
                continue
            }
            found.append(ProxyFacts(source: path, kind: "proxy", address: address(value)))
        }
        for name in root.names("/etc/apt/apt.conf.d").prefix(64) {
            found += apt(root.readable("/etc/apt/apt.conf.d/" + name) ?? "", "/etc/apt/apt.conf.d/" + name)
        }
        return Array(found.prefix(64))
    }

    private static func values(_ variables: [String: String], _ source: String) -> [ProxyFacts] {
        variables.sorted { $0.key < $1.key }.compactMap { key, value in
            guard names.contains(key.lowercased()), !value.isEmpty else { return nil }
            return ProxyFacts(
                source: source, kind: key.lowercased(),
                address: key.lowercased() == "no_proxy" ? FactText.capped(value) : address(value))
        }
    }

    /// `Acquire::http::Proxy "http://proxy:8080/";`
    private static func apt(_ text: String, _ source: String) -> [ProxyFacts] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let word = line.trimmingSpace()
            guard word.lowercased().hasPrefix("acquire::http"), word.lowercased().contains("::proxy"),
                let open = word.firstIndex(of: "\"")
            else { return nil }
            let value = word[word.index(after: open)...].prefix { $0 != "\"" }
            guard !value.isEmpty, value.lowercased() != "direct" else { return nil }
            return ProxyFacts(
                source: source, kind: word.lowercased().hasPrefix("acquire::https") ? "https_proxy" : "http_proxy",
                address: address(value))
        }
    }

    /// Scheme, host and port alone: whatever stands before an `@` is a name and a password, however they are written.
    static func address(_ text: some StringProtocol) -> String {
        let whole = String(text)
        let start = whole.range(of: "://")?.upperBound ?? whole.startIndex
        let rest = whole[start...]
        let authority = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
        let host = authority.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return FactText.capped(whole[..<start] + host, 300)
    }
}
