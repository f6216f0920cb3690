import Glibc
import Primitives

/// `GET` over a product's Unix socket. Nothing but the status line is read.
enum SocketProbe {
    private static let patience: Int64 = 5000
    private static let lineLimit = 512

    static func ask(_ path: String, resource: String) -> (isWell: Bool, output: String) {
        do {
            let socket = try UnixSocket.connect(to: path)
            let clock = SystemInstallClock()
            let deadline = clock.steady() + .milliseconds(patience)
            try socket.write(
                Array("GET \(resource) HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8), until: deadline)
            var line: [UInt8] = []
            while !line.contains(10), line.count < lineLimit, let more = try socket.readSome(lineLimit, until: deadline) {
                line += more
            }
            let text = String(decoding: line.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
            let words = text.split(separator: " ")
            let isWell = words.count > 1 && words[0].hasPrefix("HTTP/1.") && words[1].count == 3 && words[1].hasPrefix("2")
            return (isWell, isWell ? "" : text)
        } catch {
            return (false, "\(error)")
        }
    }
}
