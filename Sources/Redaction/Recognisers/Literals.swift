/// Names and literals that were given: a trie that is walked from where words begin (names), or from anywhere (literals). Each walk is at most
/// as long as the longest of them, so that the time is linear whatever stands in a line.
struct Literals: Sendable {
    private struct Entry: Sendable {
        let kind: RedactionKind
        let anywhere: Bool
    }

    private var next: [UInt64: UInt32] = [:]
    private var entries: [UInt32: Entry] = [:]
    private var first = [Bool](repeating: false, count: 256)
    private var nodes: UInt32 = 0
    private var hasAnywhere = false

    var isEmpty: Bool { entries.isEmpty }

    mutating func add(_ text: String, _ kind: RedactionKind, anywhere: Bool) {
        for writing in Self.writings(text) {
            var node: UInt32 = 0
            let bytes = Self.folded(Array(writing.utf8))
            for byte in bytes {
                let key = UInt64(node) << 8 | UInt64(byte)
                if let known = next[key] {
                    node = known
                } else {
                    nodes += 1
                    next[key] = nodes
                    node = nodes
                }
            }
            if let byte = bytes.first { first[Int(byte)] = true }
            entries[node] = Entry(kind: kind, anywhere: anywhere)
        }
        if anywhere { hasAnywhere = true }
    }

    func find(_ line: LineBytes, _ found: inout [Span]) {
        let folded = Self.folded(line.bytes(0, line.count))
        var index = 0
        while index < folded.count {
            guard first[Int(folded[index])], hasAnywhere || beginsWord(folded, index), let (end, kind) = longest(folded, index)
            else {
                index += 1
                continue
            }
            found.append(Span(index, end, kind, canonical: Array(folded[index..<end])))
            index = end
        }
    }

    private func longest(_ folded: [UInt8], _ start: Int) -> (Int, RedactionKind)? {
        var node: UInt32 = 0
        var best: (Int, RedactionKind)?
        var index = start
        while index < folded.count, let step = next[UInt64(node) << 8 | UInt64(folded[index])] {
            node = step
            index += 1
            guard let entry = entries[node] else { continue }
            if entry.anywhere || beginsWord(folded, start) && endsWord(folded, index) { best = (index, entry.kind) }
        }
        return best
    }

    private func beginsWord(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index > 0 else { return true }
        if bytes[index] >= 0x80 { return bytes[index - 1] < 0x80 || !isLetterEnd(bytes, index) }
        return !ASCII.isAlphanumeric(bytes[index - 1])
    }

    /// Persian endings follow without a mark.
    private func endsWord(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index < bytes.count else { return true }
        return bytes[index - 1] >= 0x80 || !ASCII.isAlphanumeric(bytes[index])
    }

    /// A letter of Arabic script ends before here; a half-space, quotation mark or comma is none.
    private func isLetterEnd(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index >= 2 else { return false }
        switch bytes[index - 2] {
        case 0xd8: return ![0x8c, 0x9b, 0x9f].contains(bytes[index - 1])
        case 0xd9, 0xda, 0xdb: return true
        default: return false
        }
    }

    /// Half-space, space and nothing between the parts of a Persian name are one.
    private static func writings(_ text: String) -> Set<String> {
        var writings: Set<String> = [text]
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return writings }
        // By scalars: a half-space is a part of the character before it.
        func writing(_ change: (Unicode.Scalar) -> Unicode.Scalar?) -> String {
            var result = String.UnicodeScalarView()
            for scalar in text.unicodeScalars { if let changed = change(scalar) { result.append(changed) } }
            return String(result)
        }
        writings.insert(writing { $0 == "\u{200c}" ? " " : $0 })
        writings.insert(writing { $0 == "\u{200c}" ? nil : $0 })
        writings.insert(writing { $0 == " " ? "\u{200c}" : $0 })
        writings.insert(writing { $0 == "\u{629}" || $0 == "\u{6c0}" ? "\u{647}" : $0 })
        return writings
    }

    /// Byte for byte, so that places stay: lower case, Persian letters for Arabic ones, ASCII's digits stay.
    private static func folded(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                bytes[index] = ASCII.lower(byte)
            } else if byte == 0xd9, index + 1 < bytes.count {
                if bytes[index + 1] == 0x8a || bytes[index + 1] == 0x89 { (bytes[index], bytes[index + 1]) = (0xdb, 0x8c) }
                if bytes[index + 1] == 0x83 { (bytes[index], bytes[index + 1]) = (0xda, 0xa9) }
                index += 1
            }
            index += 1
        }
        return bytes
    }
}
