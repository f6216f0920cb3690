import NIOCore

/// Reads a proxy's answer to CONNECT (RFC 9112): the status line decides, the headers are skipped.
struct ConnectResponse {
    /// Bytes of status line and headers together; proxies send a few hundred.
    static let headLimit = 8 * 1024

    enum Step: Equatable {
        case needsMore
        /// The tunnel stands. What came behind the head belongs to it.
        case connected(ByteBuffer)
        case refused(status: Int)
        case malformed
    }

    private var head = ByteBuffer()

    mutating func receive(_ bytes: ByteBuffer) -> Step {
        head.writeImmutableBuffer(bytes)
        let view = head.readableBytesView
        guard let status = Self.status(view) else {
            return view.count < Self.statusLength && Self.couldBegin(view) ? .needsMore : .malformed
        }
        guard let end = Self.endOfHead(view.prefix(Self.headLimit)) else {
            return view.count < Self.headLimit ? .needsMore : .malformed
        }
        guard (200...299).contains(status) else { return .refused(status: status) }
        head.moveReaderIndex(to: end)
        return .connected(head.slice())
    }

    /// `HTTP/1.1 200`
    private static let statusLength = 12
    private static let beginning = Array("HTTP/1.".utf8)

    private static func couldBegin(_ view: ByteBufferView) -> Bool {
        zip(view, beginning).allSatisfy { $0 == $1 }
    }

    private static func status(_ view: ByteBufferView) -> Int? {
        guard view.count >= statusLength, view.starts(with: beginning) else { return nil }
        let line = Array(view.prefix(statusLength))
        guard line[8] == UInt8(ascii: " "), line[9...].allSatisfy({ (48...57).contains($0) }) else { return nil }
        return line[9...].reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private static func endOfHead(_ view: ByteBufferView) -> Int? {
        var index = view.startIndex
        while let lineFeed = view[index...].firstIndex(of: UInt8(ascii: "\n")) {
            let next = lineFeed + 1
            if view[next...].starts(with: "\r\n".utf8) { return next + 2 }
            index = next
        }
        return nil
    }
}
