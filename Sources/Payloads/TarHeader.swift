import Primitives

/// The 512 bytes before an entry: POSIX.1-1988 ustar, of which exactly the fields are used that a payload has. Bytes that are not what
/// `encode` makes of the entry are refused: there is one way to write each entry.
enum TarHeader {
    static let byteCount = 512

    static func encode(_ entry: PayloadEntry) throws(Failure) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: byteCount)
        func put(_ bytes: some Collection<UInt8>, at offset: Int) {
            header.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        }
        var path = entry.path.bytes
        if entry.kind == .directory { path.append(UInt8(ascii: "/")) }
        let (prefix, name) = try split(path, entry.path)
        put(name, at: 0)
        put(prefix, at: 345)
        var size: Int64 = 0
        switch entry.kind {
        case .directory:
            put(octal(0o755, 7), at: 100)
            header[156] = UInt8(ascii: "5")
        case .file(let count, let executable):
            size = count
            put(octal(executable ? 0o755 : 0o644, 7), at: 100)
            header[156] = UInt8(ascii: "0")
        case .link(let target):
            put(octal(0o777, 7), at: 100)
            header[156] = UInt8(ascii: "2")
            put(Array(target.utf8), at: 157)
        }
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(size, 11), at: 124)
        put(octal(0, 11), at: 136)
        put(Array("ustar".utf8), at: 257)
        put(Array("00".utf8), at: 263)
        put([UInt8](repeating: UInt8(ascii: " "), count: 8), at: 148)
        let sum = header.reduce(Int64(0)) { $0 + Int64($1) }
        put(octal(sum, 6) + [0, UInt8(ascii: " ")], at: 148)
        return header
    }

    /// Throws payload.malformed, payload.too-large.
    static func decode(_ header: [UInt8]) throws(Failure) -> PayloadEntry {
        guard header.count == byteCount else { throw malformed("header") }
        let prefix = field(header, 345, 155)
        var path = (prefix.isEmpty ? [] : prefix + [UInt8(ascii: "/")]) + field(header, 0, 100)
        let kind: PayloadEntry.Kind
        switch header[156] {
        case UInt8(ascii: "5"):
            guard path.last == UInt8(ascii: "/") else { throw malformed("directory's name") }
            path.removeLast()
            kind = .directory
        case UInt8(ascii: "0"):
            guard let size = number(header, 124, 11), let mode = number(header, 100, 7) else { throw malformed("number") }
            kind = .file(size: size, executable: mode == 0o755)
        case UInt8(ascii: "2"):
            guard let target = String(validating: field(header, 157, 100), as: UTF8.self) else { throw malformed("link") }
            kind = .link(target: target)
        default: throw malformed("type \(header[156])")
        }
        let entry = PayloadEntry(path: try PayloadPath(path), kind: kind)
        try entry.check()
        guard try encode(entry) == header else { throw malformed("header of \(entry.path)") }
        return entry
    }

    /// At the last slash that leaves both parts room.
    private static func split(_ path: [UInt8], _ shown: PayloadPath) throws(Failure) -> (prefix: [UInt8], name: [UInt8]) {
        if path.count <= 100 { return ([], path) }
        let slash = path.indices.dropLast().first { path[$0] == UInt8(ascii: "/") && path.count - $0 - 1 <= 100 }
        guard let slash, slash <= 155 else {
            throw Failure(.payloadTooLarge, ["what": "name in \(shown)", "limit": "100"])
        }
        return (Array(path[..<slash]), Array(path[(slash + 1)...]))
    }

    private static func octal(_ value: Int64, _ digits: Int) -> [UInt8] {
        // Larger sizes in base 256, as GNU tar and pax readers understand them.
        if value >= 1 << (3 * digits) {
            var bytes = (0..<12).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 0) }
            bytes.reverse()
            bytes[0] = 0x80
            return bytes
        }
        let text = String(value, radix: 8)
        return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
    }

    private static func field(_ header: [UInt8], _ offset: Int, _ count: Int) -> [UInt8] {
        Array(header[offset..<offset + count].prefix { $0 != 0 })
    }

    private static func number(_ header: [UInt8], _ offset: Int, _ digits: Int) -> Int64? {
        if header[offset] == 0x80 {
            guard header[(offset + 1)..<(offset + 4)].allSatisfy({ $0 == 0 }), header[offset + 4] < 0x80 else { return nil }
            return header[(offset + 4)..<(offset + 12)].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        }
        return Int64(String(decoding: header[offset..<offset + digits], as: UTF8.self), radix: 8)
    }

    private static func malformed(_ reason: String) -> Failure {
        Failure(.payloadMalformed, ["reason": reason])
    }
}
