/// Status line and fields of an HTTP answer, as far as they are needed.
struct HTTPHead {
    private(set) var status: Int64?
    private(set) var length: Int?
    private(set) var isChunked = false
    private var bytes: [UInt8] = []

    /// Takes what belongs to the head from the front.
    ///
    /// - Returns: nil while it is not whole; then what is wrong with it, or a nil within.
    mutating func take(_ input: inout ArraySlice<UInt8>) -> String?? {
        while let byte = input.popFirst() {
            bytes.append(byte)
            guard bytes.count <= DiagnosticsLimits.httpHead else { return .some("the head is too long") }
            if byte == 10, bytes.suffix(4) == [13, 10, 13, 10] || bytes.suffix(2) == [10, 10] { return .some(parse()) }
        }
        return nil
    }

    private mutating func parse() -> String? {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let first = lines.first, first.hasPrefix("HTTP/1."), let code = first.split(separator: " ").dropFirst().first,
            let number = Int64(code), (200...599).contains(number)
        else { return "no HTTP" }
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = parts[1].trimmingSpace()
            switch parts[0].lowercased() {
            case "content-length":
                guard let count = Int(value), count >= 0 else { return "content-length" }
                length = count
            case "transfer-encoding":
                guard value.lowercased() == "chunked" else { return "transfer-encoding" }
                isChunked = true
            default: break
            }
        }
        status = number
        return nil
    }
}

/// The content of an HTTP answer, up to a limit.
struct HTTPBody {
    private struct Malformed: Error {}

    private(set) var bytes: [UInt8] = []
    private(set) var isCut = false
    private(set) var isComplete = false
    private let limit: Int
    private var length: Int?
    private var isChunked = false
    /// Of the chunk that is read: bytes left; nil: its size comes next.
    private var left: Int?
    private var line: [UInt8] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// The connection's end ends it.
    var mayEnd: Bool { !isChunked && length == nil }

    mutating func begin(_ head: HTTPHead) {
        isChunked = head.isChunked
        length = head.isChunked ? nil : head.length
        isComplete = length == 0
    }

    mutating func take(_ input: ArraySlice<UInt8>) throws {
        guard isChunked else {
            add(input.prefix(length.map { $0 - bytes.count } ?? input.count))
            if let length, bytes.count >= length { isComplete = true }
            return
        }
        var input = input
        while !isComplete, !isCut, !input.isEmpty {
            if let count = left {
                let part = input.prefix(count)
                add(part)
                input = input.dropFirst(part.count)
                left = count - part.count
                if left == 0 { left = nil }
            } else if let byte = input.popFirst() {
                try size(byte)
            }
        }
    }

    /// A line with a chunk's size; the empty line behind a chunk is let go by.
    private mutating func size(_ byte: UInt8) throws {
        guard byte == 10 else {
            line.append(byte)
            guard line.count <= 64 else { throw Malformed() }
            return
        }
        let text = String(decoding: line, as: UTF8.self).split(separator: ";").first.map { $0.trimmingSpace() } ?? ""
        line = []
        if text.isEmpty { return }
        guard let count = Int(text, radix: 16), count >= 0 else { throw Malformed() }
        if count == 0 { isComplete = true } else { left = count }
    }

    private mutating func add(_ part: ArraySlice<UInt8>) {
        let room = limit - bytes.count
        bytes += part.prefix(room)
        if part.count > room { isCut = true }
    }
}
