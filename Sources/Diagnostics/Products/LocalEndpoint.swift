import Primitives

/// A server on this machine: a port of the loopback interface or a Unix socket. Nothing else can be said, so that a declaration never makes
/// a machine ask another one.
package struct LocalEndpoint: Hashable, Sendable {
    package enum Place: Hashable, Sendable {
        case port(address: String, UInt16)
        case socket(String)
    }

    package let place: Place
    /// With its query.
    package let path: String

    /// `{"url": "http://127.0.0.1:8080/health"}` or `{"socket": "/run/ledger.sock", "path": "/health"}`.
    init(_ value: DeclaredValue) throws(Failure) {
        try value.allow(["url", "socket", "path"])
        if let socket = value.find("socket") {
            guard value.find("url") == nil else { throw value.wrong("has either url or socket") }
            let file = try socket.path()
            guard file.utf8.count < 108 else { throw socket.wrong("is longer than a socket's name can be") }
            place = .socket(file)
            path = try Self.path(value.require("path"), value.require("path").text(1024))
            return
        }
        let url = try value.require("url")
        let text = try url.text(1024)
        guard value.find("path") == nil else { throw value.wrong("has a path beside its url") }
        guard text.hasPrefix("http://") else { throw url.wrong("does not begin with http://") }
        let rest = text.dropFirst("http://".count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let target = String(rest.dropFirst(authority.count))
        let (host, port) = Self.parts(authority)
        guard let address = ["127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "[::1]": "::1"][host] else {
            throw url.wrong("is not of this machine: its host is none of 127.0.0.1, localhost and [::1]")
        }
        guard let port else { throw url.wrong("has no port") }
        place = .port(address: address, port)
        path = try Self.path(url, target.hasPrefix("/") ? target : "/" + target)
    }

    private static func parts(_ authority: Substring) -> (String, UInt16?) {
        let end =
            authority.hasPrefix("[")
            ? authority.firstIndex(of: "]").map { authority.index(after: $0) } : authority.firstIndex(of: ":")
        guard let end else { return (authority.lowercased(), 80) }
        let rest = authority[end...]
        if rest.isEmpty { return (authority.lowercased(), 80) }
        return (
            authority[..<end].lowercased(), rest.hasPrefix(":") ? UInt16(rest.dropFirst()).flatMap { $0 > 0 ? $0 : nil } : nil
        )
    }

    /// What stands in a request's first line: nothing in it may end the line.
    private static func path(_ value: DeclaredValue, _ text: String) throws(Failure) -> String {
        guard text.hasPrefix("/"), text.utf8.allSatisfy({ (33...126).contains($0) }), !text.contains("#") else {
            throw value.wrong("has a path that is none of a URL")
        }
        return text
    }
}
