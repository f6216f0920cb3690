/// The name that stands before a separator, looked for backwards from it.
struct FieldName {
    /// Letters and digits alone, in lower case; the last 64.
    private(set) var joined: [UInt8] = []
    private(set) var starts: UInt64 = 0
    /// Where it begins in the line, without its quotation mark.
    private(set) var start = 0
    /// The quotation mark around it, or 0.
    private(set) var quote: UInt8 = 0

    /// The two bytes that known words end with; most names are none after one look.
    private static let endings: Set<UInt16> = Set(
        FieldWords.table.joined().compactMap { word in
            word.text.count > 1 ? ending(word.text[word.text.count - 2], word.text[word.text.count - 1]) : nil
        })
    private static let endingBits: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: 256)
        for ending in endings { bits[Int(ending & 0xff)] |= 1 << UInt64(ending >> 8 & 63) }
        // Words of one letter.
        for word in FieldWords.table.joined() where word.text.count == 1 { bits[Int(word.text[0])] |= 1 }
        return bits
    }()

    private static func ending(_ first: UInt8, _ last: UInt8) -> UInt16 { UInt16(first) << 8 | UInt16(last) }

    /// Whether a word that ends here may be known.
    @inline(__always)
    static func mayEnd(_ line: LineBytes, _ end: Int) -> Bool {
        let last = line[end - 1]
        if last >= 0x80 || FieldWords.mayBeBare(last, line[end - 2]) { return true }
        let before = line[end - 2]
        let bits = endingBits[Int(ASCII.lower(last))]
        return bits >> UInt64(ASCII.lower(before) & 63) & 1 == 1 || !ASCII.isAlphanumeric(before) && bits != 0
    }

    /// - Parameter end: where the separator stands.
    /// - Returns: the sense of the name, nil where there is none.
    mutating func read(_ line: LineBytes, before end: Int, _ custom: CustomFields) -> FieldSense? {
        var last = end
        let furthest = end - 34
        while last > furthest, ASCII.isBlank(line[last - 1]) { last -= 1 }
        // `Password.....: x`
        if line[last - 1] == 46, line[last - 2] == 46 || line[last - 2] == 32 && line[last - 3] == 46 {
            while last > furthest, line[last - 1] == 46 || line[last - 1] == 32 { last -= 1 }
        }
        if line[last - 1] == UInt8(ascii: "]") { last -= 1 }
        quote = 0
        if ASCII.isQuote(line[last - 1]) {
            quote = line[last - 1]
            last -= 1
            // `\"password\":` is of the layer below; it is read there.
            guard line[last - 1] != ASCII.backslash else { return nil }
        }
        let final = line[last - 1]
        if final >= 0x80 { return readPersian(line, last, custom) }
        guard ASCII.isAlphanumeric(final) else { return nil }
        // `کلید API: x`
        if line[last - 4] == 32, line[last - 5] >= 0x80, line.matches("api", at: last - 3), quote == 0 {
            let sense = readPersian(line, last - 4, custom)
            return sense ?? (FieldWords.isPersianKey(line.bytes(start, last - 4)) ? .token : nil)
        }
        guard Self.mayEnd(line, last) || custom.hasRules else { return nil }
        collect(line, last)
        // Base 64, whose padding is no separator.
        guard joined.count < 20 || starts.nonzeroBitCount * 4 < joined.count else { return nil }
        if let kind = custom.kind(of: joined) { return .custom(kind) }
        guard let sense = FieldWords.sense(of: joined, starts: starts) ?? withWordsBefore(line) else { return nil }
        if sense == .name || sense == .linkSignature, let longer = withWordsBefore(line) { return longer }
        return isMessage(line) ? nil : sense
    }

    /// `Unexpected token: x` and its like tell of a text's parts.
    private func isMessage(_ line: LineBytes) -> Bool {
        guard line[start - 1] == 32, quote == 0 else { return false }
        let words: [StaticString] = [
            "unexpected ", "invalid ", "illegal ", "unknown ", "bad ", "near ", "syntax ", "next ", "cancellation ",
        ]
        return words.contains { line.matches($0, at: start - $0.utf8CodeUnitCount) }
    }

    private mutating func collect(_ line: LineBytes, _ end: Int) {
        joined.removeAll(keepingCapacity: true)
        starts = 0
        start = end
        while start > max(0, end - 2 * RedactionLimits.fieldName) {
            let byte = line[start - 1]
            guard ASCII.isAlphanumeric(byte) || byte == 95 || byte == 45 || byte == 46 else { break }
            start -= 1
        }
        append(line, start, end)
    }

    private mutating func append(_ line: LineBytes, _ from: Int, _ end: Int) {
        var parted = true
        for index in max(from, end - RedactionLimits.fieldName)..<max(from, end) {
            let byte = line[index]
            guard ASCII.isAlphanumeric(byte) else {
                parted = true
                continue
            }
            let camel = ASCII.isUpper(byte) && ASCII.isLower(line[index - 1])
            if parted || camel, joined.count < 64 { starts |= 1 << UInt64(joined.count) }
            parted = false
            joined.append(ASCII.lower(byte))
        }
    }

    /// `Access Key: x`, `Account Key = x`: two words, parted by a space.
    private mutating func withWordsBefore(_ line: LineBytes) -> FieldSense? {
        guard quote == 0 || line[start - 1] != quote, line[start - 1] == 32, ASCII.isAlphanumeric(line[start - 2]),
            joined.count <= 16, !FieldWords.isInnocent(joined)
        else { return nil }
        var first = start - 1
        while first > 0, first > start - 24, ASCII.isAlphanumeric(line[first - 1]) { first -= 1 }
        let (saved, marks) = (joined, starts)
        joined.removeAll(keepingCapacity: true)
        starts = 0
        append(line, first, start - 1)
        let shift = UInt64(joined.count)
        guard shift < 40 else { return nil }
        joined += saved
        starts |= marks << shift
        let sense = FieldWords.sense(of: joined, starts: starts)
        if let sense, sense != .name {
            start = first
            return sense
        }
        (joined, starts) = (saved, marks)
        return nil
    }

    private mutating func readPersian(_ line: LineBytes, _ end: Int, _ custom: CustomFields) -> FieldSense? {
        start = end
        while start > max(0, end - RedactionLimits.fieldName) {
            let byte = line[start - 1]
            guard byte >= 0x80 || byte == 32 || byte == 95 || byte == 45 else { break }
            start -= 1
        }
        joined.removeAll(keepingCapacity: true)
        let words = line.bytes(start, end)
        if let kind = custom.kind(ofPersian: words) { return .custom(kind) }
        return FieldWords.isPersianSecret(words) ? .password : PersonNames.sense(ofPersian: words)
    }
}
