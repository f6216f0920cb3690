import DurableFiles
import NIOCore
import NIOHTTP1
import NIOPosix
import Primitives
import Updates

/// A place with files under a URL: `http://` on this machine's network, or `file://`.
struct RemoteDirectory: MetadataFetcher {
    private enum Place {
        case directory(String)
        case server(host: String, port: Int, path: String)
    }

    /// How long one file may take, from the first byte asked for to the last one read (H63).
    static let deadline = TimeAmount.seconds(30)

    private let place: Place

    init(_ url: String) throws {
        if let path = url.dropping("file://") {
            place = .directory(path)
        } else if let rest = url.dropping("http://") {
            let authority = rest.prefix { $0 != "/" }
            let parts = authority.split(separator: ":", maxSplits: 1)
            guard let host = parts.first, let port = parts.count == 1 ? 80 : Int(parts[1]) else {
                throw Failure(.metadataUnreachable, ["name": url, "reason": "URL"])
            }
            place = .server(host: String(host), port: port, path: String(rest.dropFirst(authority.count)))
        } else {
            throw Failure(.metadataUnreachable, ["name": url, "reason": "neither http nor file"])
        }
    }

    func fetch(_ name: String, maximumLength: Int) async throws -> [UInt8] {
        try await fetch(path: [name], maximumLength: maximumLength)
    }

    func fetch(path: [String], maximumLength: Int) async throws -> [UInt8] {
        switch place {
        case .directory(let directory):
            let file = DurableFile(directory + "/" + path.joined(separator: "/"), failing: .metadataUnreachable)
            guard let bytes = try file.read(limit: maximumLength) else {
                throw Failure(.metadataAbsent, ["name": path.joined(separator: "/")])
            }
            return bytes
        case .server(let host, let port, let base):
            let separator = base.hasSuffix("/") ? "" : "/"
            // A metadata name's own escapes travel escaped once more than they are looked up.
            let whole = base + separator + path.joined(separator: "/")
            return try await Exchange.get(host, port, whole, maximumLength: maximumLength, deadline: Self.deadline)
        }
    }
}

extension String {
    fileprivate func dropping(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
